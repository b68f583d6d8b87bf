#pragma once
// The letters before a string's quotes (reference, section 2.4.1; PEP 498, PEP 750).

#include <string_view>

namespace fastidious::syntax {

struct StringPrefix {
  bool raw = false;
  bool bytes = false;
  bool formatted = false;    // f
  bool is_template = false;  // t
  bool unicode = false;      // u or U
  bool lower_u = false;      // u: CPython keeps it as the constant's kind, but not U
  bool valid = true;

  bool interpolated() const { return formatted || is_template; }
};

// Reads up to two letters; `valid` says whether they are a prefix at all.
constexpr StringPrefix string_prefix(std::string_view letters) {
  StringPrefix prefix;
  int kinds = 0;
  for (char letter : letters) {
    switch (letter | 0x20) {
      case 'r':
        prefix.valid &= !prefix.raw;
        prefix.raw = true;
        break;
      case 'b':
        prefix.bytes = true;
        ++kinds;
        break;
      case 'f':
        prefix.formatted = true;
        ++kinds;
        break;
      case 't':
        prefix.is_template = true;
        ++kinds;
        break;
      case 'u':
        prefix.unicode = true;
        prefix.lower_u = letter == 'u';
        ++kinds;
        break;
      default: prefix.valid = false;
    }
  }
  if (kinds > 1 || letters.size() > 2 || (prefix.unicode && prefix.raw)) {
    prefix.valid = false;
  }
  return prefix;
}

}  // namespace fastidious::syntax
