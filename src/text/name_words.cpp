#include "text/name_words.h"

namespace fastidious {
namespace {

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_alnum(char c) { return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9'); }

// Whether a new word begins with the capital at `i`: after a small letter or digit, and the last
// capital of several before a small letter.
bool begins_word(std::string_view name, std::size_t i) {
  if (!is_upper(name[i])) return false;
  const bool after_small = i > 0 && !is_upper(name[i - 1]);
  return after_small || (i + 1 < name.size() && is_lower(name[i + 1]));
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_alnum(c)) {
      open = false;
      continue;
    }
    if (!open || begins_word(name, i)) words.emplace_back();
    open = true;
    words.back() += is_upper(c) ? static_cast<char>(c | 0x20) : c;
  }
  return words;
}

}  // namespace fastidious
