#pragma once
// The values of string and bytes literals (reference, section 2.4.1).

#include <string>
#include <string_view>

#include "syntax/string_prefix.h"

namespace fastidious::syntax {

// A literal's parts as they are written.
struct LiteralParts {
  StringPrefix prefix;
  std::string_view body;  // between the quotes
  bool triple = false;
};

// Takes a whole literal, prefix and quotes included, apart.
LiteralParts split_literal(std::string_view literal);

// Whether a body is its own value: no escapes, no line ends to normalise.
bool is_verbatim(std::string_view body, StringPrefix prefix);

// Appends the value of `body` to `out`: escapes replaced, line ends as \n; lone surrogates become
// three bytes. Null, or what CPython rejects the literal for.
const char* decode_literal(std::string_view body, StringPrefix prefix, std::string* out);

}  // namespace fastidious::syntax
