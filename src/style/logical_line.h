#pragma once
// A logical line: the tokens of one statement (or of the head of a compound one), with its comments.

#include <bitset>
#include <cstdint>
#include <span>

#include "style/file_view.h"
#include "syntax/token.h"

namespace fastidious::style {

using syntax::Token;
using syntax::TokenKind;

// What a token is to the checks; a set of bits for each kind.
enum Trait : std::uint8_t {
  kOpening = 1,       // ( [ {
  kClosing = 2,       // ) ] }
  kSeparator = 4,     // , ; :
  kHardKeyword = 8,   // a keyword other than False, None and True
  kNeedsSpace = 16,   // an operator that has white space on both sides, always
  kMaybeUnary = 32,   // >> ** * + -
  kMayHaveSpace = 64, // any other operator whose white space is a matter of taste
};
std::uint8_t traits_of(TokenKind kind);

inline bool is_operator(TokenKind kind) { return kind >= TokenKind::LeftParen; }
inline bool is_one_of(TokenKind kind, std::uint8_t traits) { return (traits_of(kind) & traits) != 0; }

using KindSet = std::bitset<128>;

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
  std::bitset<128> kinds;        // of its tokens

  bool has(TokenKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
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
