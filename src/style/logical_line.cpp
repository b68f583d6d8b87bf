#include "style/logical_line.h"

#include <array>
#include <initializer_list>

namespace fastidious::style {
namespace {

constexpr std::array<std::uint8_t, 256> kTraits = [] {
  using enum TokenKind;
  std::array<std::uint8_t, 256> traits{};
  const auto give = [&](std::uint8_t trait, std::initializer_list<TokenKind> kinds) {
    for (TokenKind kind : kinds) {
      traits[static_cast<std::size_t>(kind)] =
          static_cast<std::uint8_t>(traits[static_cast<std::size_t>(kind)] | trait);
    }
  };
  give(kOpening, {LeftParen, LeftBracket, LeftBrace});
  give(kClosing, {RightParen, RightBracket, RightBrace});
  give(kSeparator, {Comma, Semicolon, Colon});
  for (auto kind = static_cast<std::size_t>(Kw_False); kind < static_cast<std::size_t>(LeftParen);
       ++kind) {
    traits[kind] = kHardKeyword;
  }
  for (TokenKind singleton : {Kw_False, Kw_None, Kw_True}) {
    traits[static_cast<std::size_t>(singleton)] = 0;
  }
  give(kNeedsSpace, {DoubleStarAssign, StarAssign, SlashAssign, DoubleSlashAssign, PlusAssign,
                     MinusAssign, NotEqual, Less, Greater, PercentAssign, CaretAssign,
                     AmpersandAssign, BarAssign, Equal, LessEqual, GreaterEqual, LeftShiftAssign,
                     RightShiftAssign, Assign, Kw_and, Kw_in, Kw_is, Kw_or, Arrow, Walrus});
  give(kMaybeUnary, {RightShift, DoubleStar, Star, Plus, Minus});
  give(kMayHaveSpace, {Slash, DoubleSlash, At, Caret, Ampersand, Bar, LeftShift, Percent});
  return traits;
}();

}  // namespace

std::uint8_t traits_of(TokenKind kind) { return kTraits[static_cast<std::size_t>(kind)]; }

}  // namespace fastidious::style
