#pragma once
// Classes of ASCII bytes. Bytes from 0x80 on count as parts of identifiers; what is really one is
// decided by XID_Start and XID_Continue (PEP 3131) where such a name is scanned.

#include <array>
#include <cstdint>
#include <string_view>

namespace fastidious::syntax {

namespace detail {

inline constexpr std::uint8_t kIdentifierStart = 1;
inline constexpr std::uint8_t kDigit = 2;
inline constexpr std::uint8_t kHexDigit = 4;
inline constexpr std::uint8_t kBetweenTokens = 8;
inline constexpr std::uint8_t kOperatorStart = 16;
inline constexpr std::uint8_t kOperatorTail = 32;

inline constexpr std::array<std::uint8_t, 256> kCharacterClass = [] {
  std::array<std::uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    const bool hex = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    classes[static_cast<std::size_t>(c)] =
        static_cast<std::uint8_t>((letter || c == '_' || c >= 0x80 ? kIdentifierStart : 0) |
                                  (digit ? kDigit : 0) | (hex ? kHexDigit : 0));
  }
  const auto add = [&](std::string_view characters, std::uint8_t wanted) {
    for (char c : characters) {
      classes[static_cast<unsigned char>(c)] |= wanted;
    }
  };
  add(std::string_view(" \t\f\r\n\\#\0", 8), kBetweenTokens);
  add("()[]{},:;.@=+-*/%&|^~<>", kOperatorStart);
  add("=<>*/.", kOperatorTail);
  return classes;
}();

inline bool has_class(char c, std::uint8_t wanted) {
  return (kCharacterClass[static_cast<unsigned char>(c)] & wanted) != 0;
}

}  // namespace detail

inline bool is_identifier_start(char c) { return detail::has_class(c, detail::kIdentifierStart); }
inline bool is_identifier_part(char c) {
  return detail::has_class(c, detail::kIdentifierStart | detail::kDigit);
}
inline bool is_digit(char c) { return detail::has_class(c, detail::kDigit); }
// What may stand between two tokens of a line, or ends it.
inline bool is_between_tokens(char c) { return detail::has_class(c, detail::kBetweenTokens); }
// The operators and brackets of one character.
inline bool is_operator_start(char c) { return detail::has_class(c, detail::kOperatorStart); }
// What an operator of several characters goes on with.
inline bool is_operator_tail(char c) { return detail::has_class(c, detail::kOperatorTail); }
inline bool is_hex_digit(char c) { return detail::has_class(c, detail::kHexDigit); }

}  // namespace fastidious::syntax
