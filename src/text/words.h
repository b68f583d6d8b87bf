#pragma once
// Words in plain text.

#include <string>
#include <string_view>

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

// Whether two texts are equal but for the case of ASCII letters.
bool same_but_for_case(std::string_view a, std::string_view b);

}  // namespace fastidious
