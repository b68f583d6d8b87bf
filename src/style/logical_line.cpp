#include "style/logical_line.h"

#include <array>
#include <initializer_list>

namespace fastidious::style {
constinit const std::array<KindFacts, 256> kKindFacts = [] {
  using enum TokenKind;
  std::array<KindFacts, 256> facts{};
  const auto give = [&](std::uint8_t trait, std::initializer_list<TokenKind> kinds) {
    for (TokenKind kind : kinds) {
      KindFacts& of_kind = facts[static_cast<std::size_t>(kind)];
      of_kind.traits = static_cast<std::uint8_t>(of_kind.traits | trait);
    }
  };
  give(kOpening, {LeftParen, LeftBracket, LeftBrace});
  give(kClosing, {RightParen, RightBracket, RightBrace});
  give(kSeparator, {Comma, Semicolon, Colon});
  for (auto kind = static_cast<std::size_t>(Kw_False); kind < static_cast<std::size_t>(LeftParen);
       ++kind) {
    facts[kind].traits = kHardKeyword;
  }
  for (TokenKind singleton : {Kw_False, Kw_None, Kw_True}) {
    facts[static_cast<std::size_t>(singleton)].traits = 0;
  }
  give(kNeedsSpace, {DoubleStarAssign,
                     StarAssign,
                     SlashAssign,
                     DoubleSlashAssign,
                     PlusAssign,
                     MinusAssign,
                     NotEqual,
                     Less,
                     Greater,
                     PercentAssign,
                     CaretAssign,
                     AmpersandAssign,
                     BarAssign,
                     Equal,
                     LessEqual,
                     GreaterEqual,
                     LeftShiftAssign,
                     RightShiftAssign,
                     Assign,
                     Kw_and,
                     Kw_in,
                     Kw_is,
                     Kw_or,
                     Arrow,
                     Walrus});
  give(kMaybeUnary, {RightShift, DoubleStar, Star, Plus, Minus});
  give(kMayHaveSpace, {Slash, DoubleSlash, At, Caret, Ampersand, Bar, LeftShift, Percent});
  const auto contain = [&](std::uint8_t content, std::initializer_list<TokenKind> kinds) {
    for (TokenKind kind : kinds) facts[static_cast<std::size_t>(kind)].content = content;
  };
  contain(kHasString, {String, FStringMiddle});
  contain(kHasEquality, {Equal, NotEqual});
  contain(kHasSingleton, {Kw_False, Kw_None, Kw_True});
  contain(kHasSemicolon, {Semicolon});
  contain(kHasLambda, {Kw_lambda});
  contain(kHasComma, {Comma});
  for (TokenKind kind : {LeftParen, RightParen, LeftBracket, RightBracket, LeftBrace, RightBrace,
                         FStringStart, FStringEnd, Kw_lambda, Colon}) {
    facts[static_cast<std::size_t>(kind)].opens_or_closes = true;
  }
  return facts;
}();

}  // namespace fastidious::style
