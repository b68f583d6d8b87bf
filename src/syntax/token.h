#pragma once
// Tokens as the parser wants them: comments and blank lines are kept beside the stream, not in it.

#include <cstdint>
#include <string_view>

#include "base/identifier.h"
#include "base/span.h"

namespace fastidious::syntax {

// Four bytes, so that a Token has no padding: compilers copy one that has in overlapping pieces,
// which stall when the token has just been written.
enum class TokenKind : std::uint32_t {
  EndOfFile,
  Newline,  // ends a logical line
  Indent,
  Dedent,
  Name,  // an identifier or a soft keyword; `name` is interned (NFKC for non-ASCII)
  Number,
  String,         // a whole string or bytes literal that is not interpolated
  FStringStart,   // prefix and opening quotes of an f- or t-string (PEP 701, PEP 750)
  FStringMiddle,  // literal text, may hold {{ and }}
  FStringEnd,
  Error,  // bytes that are no token
#define KEYWORD(text) Kw_##text,
#define KNOWN_NAME(text, identifier)
#include "base/known_names.def"
#undef KEYWORD
#undef KNOWN_NAME
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  Comma,
  Colon,
  Semicolon,
  Dot,
  Ellipsis,
  Arrow,
  At,
  Assign,
  Walrus,
  Exclamation,
  Plus,
  Minus,
  Star,
  DoubleStar,
  Slash,
  DoubleSlash,
  Percent,
  LeftShift,
  RightShift,
  Ampersand,
  Bar,
  Caret,
  Tilde,
  Less,
  Greater,
  LessEqual,
  GreaterEqual,
  Equal,
  NotEqual,
  PlusAssign,
  MinusAssign,
  StarAssign,
  SlashAssign,
  DoubleSlashAssign,
  PercentAssign,
  AtAssign,
  AmpersandAssign,
  BarAssign,
  CaretAssign,
  LeftShiftAssign,
  RightShiftAssign,
  DoubleStarAssign,
};

struct Token {
  Offset begin = 0;
  Offset end = 0;
  Identifier name;  // of a Name or keyword
  TokenKind kind = TokenKind::EndOfFile;

  constexpr Span span() const { return {begin, end}; }
};
static_assert(sizeof(Token) == 16);

// Something CPython's tokenizer or parser would raise a SyntaxError for.
struct SyntaxError {
  Span span;
  std::string_view message;  // static text
};

}  // namespace fastidious::syntax
