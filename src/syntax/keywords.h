#pragma once
// Names that are keywords.

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/known_names.h"
#include "syntax/token.h"

namespace fastidious::syntax {

// What a token with this name is: a keyword or a Name; 0 for the empty name.
inline TokenKind kind_of_name(Identifier name) {
  constexpr std::uint32_t kOther = names::kLastKeyword.value + 1;
  static constexpr auto kKinds = [] {
    std::array<TokenKind, kOther + 1> kinds{};
    for (std::uint32_t i = names::kw_False.value; i < kOther; ++i) {
      kinds[i] = static_cast<TokenKind>(static_cast<std::uint32_t>(TokenKind::Kw_False) + i -
                                        names::kw_False.value);
    }
    kinds[kOther] = TokenKind::Name;
    return kinds;
  }();
  return kKinds[std::min(name.value, kOther)];
}

// Whether a keyword begins statements and stands in no expression.
inline bool begins_statement(TokenKind kind) {
  using enum TokenKind;
  constexpr std::uint64_t kStatements = [] {
    std::uint64_t kinds = 0;
    for (TokenKind keyword : {Kw_assert, Kw_break, Kw_class, Kw_continue, Kw_def, Kw_del, Kw_except,
                              Kw_finally, Kw_global, Kw_import, Kw_nonlocal, Kw_pass, Kw_raise,
                              Kw_return, Kw_try, Kw_while, Kw_with}) {
      kinds |= std::uint64_t{1} << static_cast<unsigned>(keyword);
    }
    return kinds;
  }();
  static_assert(static_cast<unsigned>(Kw_yield) < 64);
  const auto number = static_cast<unsigned>(kind);
  return ((kStatements >> (number % 64)) & static_cast<unsigned>(number < 64)) != 0;
}

}  // namespace fastidious::syntax
