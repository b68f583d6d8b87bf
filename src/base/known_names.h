#pragma once
// Names whose ids are compile-time constants: names::self, names::kw_def, …

#include <array>
#include <string_view>

#include "base/identifier.h"

namespace fastidious {

namespace names {
enum Index : std::uint32_t {
  kEmpty = 0,
#define KEYWORD(text) kIndex_##text,
#define KNOWN_NAME(text, identifier) kIndex_##identifier,
#include "base/known_names.def"
#undef KEYWORD
#undef KNOWN_NAME
  kCount
};
#define KEYWORD(text) inline constexpr Identifier kw_##text{kIndex_##text};
#define KNOWN_NAME(text, identifier) inline constexpr Identifier identifier{kIndex_##identifier};
#include "base/known_names.def"
#undef KEYWORD
#undef KNOWN_NAME
inline constexpr Identifier kLastKeyword = kw_yield;
}  // namespace names

inline constexpr std::array<std::string_view, names::kCount - 1> kKnownNames = {
#define KEYWORD(text) #text,
#define KNOWN_NAME(text, identifier) #text,
#include "base/known_names.def"
#undef KEYWORD
#undef KNOWN_NAME
};

// Whether the name is a reserved word of Python (match, case, type and _ are names that only mean
// more in some places).
constexpr bool is_keyword(Identifier name) {
  return name.value >= names::kw_False.value && name.value <= names::kLastKeyword.value;
}

}  // namespace fastidious
