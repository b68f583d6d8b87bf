#pragma once
// Which tokens can begin an expression (the Python grammar's first sets).

#include "syntax/token.h"

namespace fastidious::syntax {

// A star_named_expression: what an element of a display or the subject of a `match` begins with.
constexpr bool starts_named_expression(TokenKind kind) {
  using enum TokenKind;
  switch (kind) {
    case Name:
    case Number:
    case String:
    case FStringStart:
    case LeftParen:
    case LeftBracket:
    case LeftBrace:
    case Minus:
    case Plus:
    case Tilde:
    case Ellipsis:
    case Star:
    case Kw_not:
    case Kw_lambda:
    case Kw_await:
    case Kw_None:
    case Kw_True:
    case Kw_False: return true;
    default: return false;
  }
}

}  // namespace fastidious::syntax
