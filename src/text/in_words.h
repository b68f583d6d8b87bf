#pragma once
// Lists as sentences have them.

#include <string>
#include <string_view>

namespace fastidious {

// "a, b and c" of a list of texts, with " and " as `last`, and `quote` around each.
template <class Texts>
std::string in_words(const Texts& texts, std::string_view last, std::string_view quote = {}) {
  std::string words;
  std::size_t left = texts.size();
  for (const std::string_view text : texts) {
    if (!words.empty()) words += left == 1 ? last : std::string_view(", ");
    words.append(quote).append(text).append(quote);
    --left;
  }
  return words;
}

// "`a`, `b` and `c`"
template <class Texts>
std::string in_code(const Texts& texts, std::string_view last = " and ") {
  return in_words(texts, last, "`");
}

}  // namespace fastidious
