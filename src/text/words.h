#pragma once
// Words in plain text.

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace fastidious {

// A letter, digit or underscore of ASCII, or a byte of any other character.
constexpr bool is_word_byte(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

// Whether `word` stands in `text` with no word byte next to it.
bool has_word(std::string_view text, std::string_view word);

// `text` without blanks, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

// `text` with the letters of ASCII in lower case.
std::string lower_case(std::string_view text);

// `text` with the letters of ASCII in upper case.
std::string upper_case(std::string_view text);

// The words of "one two", which single blanks keep apart.
std::vector<std::string> blank_separated(std::string_view text);

// Whether one of `parts`, an array or another range of texts, stands anywhere in `text`, be it
// inside a word.
template <class Parts>
bool contains_any(std::string_view text, const Parts& parts) {
  return std::any_of(std::begin(parts), std::end(parts),
                     [&](std::string_view part) { return text.find(part) != text.npos; });
}
inline bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return contains_any<std::initializer_list<std::string_view>>(text, parts);
}

// Whether two texts are equal but for the case of ASCII letters.
bool same_but_for_case(std::string_view a, std::string_view b);

}  // namespace fastidious
