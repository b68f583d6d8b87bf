#include "knowledge/field_names.h"

#include <string>
#include <vector>

namespace fastidious::knowledge {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// "refreshToken", "REFRESH_TOKEN" and "refresh-token" are {"refresh", "token"}.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool new_word = i > 0 && is_upper(c) && is_lower(name[i - 1]);
    if (c == '_' || c == '-' || c == '.' || new_word) words.emplace_back();
    if (c != '_' && c != '-' && c != '.') {
      words.back() += is_upper(c) ? static_cast<char>(c | 0x20) : c;
    }
  }
  std::erase(words, "");
  return words;
}

}  // namespace

std::string_view semantic_type_for(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  if (words.empty()) return {};
  const std::string& last = words.back();
  if (last == "email") return "EmailStr";
  if (last == "url") return "HttpUrl";
  if (last == "uuid") return "UUID";
  if (last == "ip" || (last == "address" && words.size() > 1 && words[words.size() - 2] == "ip")) {
    return "IPvAnyAddress";
  }
  if (last == "at" && words.size() == 2) return "datetime";
  return last == "date" ? "date" : std::string_view{};
}

}  // namespace fastidious::knowledge
