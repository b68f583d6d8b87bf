#pragma once
// A logical line: the tokens of one statement (or of the head of a compound one), with its
// comments.

#include <array>
#include <cstdint>
#include <span>

#include "style/file_view.h"
#include "syntax/token.h"

namespace fastidious::style {

using syntax::Token;
using syntax::TokenKind;

// What a token is to the checks; a set of bits for each kind.
enum Trait : std::uint8_t {
  kOpening = 1,        // ( [ {
  kClosing = 2,        // ) ] }
  kSeparator = 4,      // , ; :
  kHardKeyword = 8,    // a keyword other than False, None and True
  kNeedsSpace = 16,    // an operator that has white space on both sides, always
  kMaybeUnary = 32,    // >> ** * + -
  kMayHaveSpace = 64,  // any other operator whose white space is a matter of taste
};

// What of a line makes a check necessary; a set of bits for each kind.
enum Content : std::uint8_t {
  kHasString = 1,     // or a part of an f-string
  kHasEquality = 2,   // == or !=
  kHasSingleton = 4,  // None, True or False
  kHasSemicolon = 8,
  kHasLambda = 16,
  kHasComma = 32,
};

struct KindFacts {
  std::uint8_t traits = 0;
  std::uint8_t content = 0;
  bool opens_or_closes = false;  // a bracket, a string with parts, a lambda and its colon
};
extern const std::array<KindFacts, 256> kKindFacts;
inline const KindFacts& facts_of(TokenKind kind) {
  return kKindFacts[static_cast<std::size_t>(kind)];
}
inline std::uint8_t traits_of(TokenKind kind) { return facts_of(kind).traits; }

inline bool is_operator(TokenKind kind) { return kind >= TokenKind::LeftParen; }
inline bool is_one_of(TokenKind kind, std::uint8_t traits) {
  return (traits_of(kind) & traits) != 0;
}

struct LogicalLine {
  std::span<const Token> tokens;  // without Indent, Dedent and Newline; empty: a comment alone
  std::span<const Span> comments;
  Offset newline = 0;  // where the line ends
  Row first_row = 0;
  Row last_row = 0;
  std::int32_t indentation = 0;  // tabs to multiples of eight
  int dedents = 0;               // how many blocks end before it
  bool indents = false;          // whether a block starts with it
  bool silenced = false;         // by # noqa
  std::uint8_t content = 0;      // of its tokens: a set of Content

  bool has(std::uint8_t some) const { return (content & some) != 0; }
  TokenKind first() const { return tokens.empty() ? TokenKind::EndOfFile : tokens.front().kind; }
  TokenKind last() const { return tokens.empty() ? TokenKind::EndOfFile : tokens.back().kind; }
  bool ends_with_colon() const { return last() == TokenKind::Colon; }
  // Where its first token or its comment stands.
  Offset begin() const { return tokens.empty() ? comments.front().begin : tokens.front().begin; }
  // def or async def.
  bool is_function() const {
    return first() == TokenKind::Kw_def || (first() == TokenKind::Kw_async && tokens.size() > 1 &&
                                            tokens[1].kind == TokenKind::Kw_def);
  }
};

}  // namespace fastidious::style
