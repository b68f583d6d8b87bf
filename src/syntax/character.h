#pragma once
// Classes of ASCII bytes. Bytes from 0x80 on count as parts of identifiers; what is really one is
// decided by XID_Start and XID_Continue (PEP 3131) where such a name is scanned.

#include <array>
#include <cstdint>

namespace fastidious::syntax {

namespace detail {

inline constexpr std::uint8_t kIdentifierStart = 1;
inline constexpr std::uint8_t kDigit = 2;
inline constexpr std::uint8_t kHexDigit = 4;

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
inline bool is_hex_digit(char c) { return detail::has_class(c, detail::kHexDigit); }

}  // namespace fastidious::syntax
