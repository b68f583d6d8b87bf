#include "syntax/dump_places.h"

#include <algorithm>
#include <string>

namespace fastidious::syntax {
namespace {

using enum TokenKind;

// In 3.8 these end where their last part does; all others are moved as a whole, their end too, even
// where that is on a later line.
bool ends_with_its_last_part(Kind kind) {
  return kind == Kind::BinOp || kind == Kind::Call || kind == Kind::Attribute;
}

}  // namespace

Places::Places(const SourceText& text, const TokenList& tokens, int minor)
    : text_(text), tokens_(tokens), lines_(text), minor_(minor) {}

PlaceRange Places::of(const Node& node, Span span) const {
  PlaceRange range = of(span);
  if (minor_ == 8 && !cuts_.empty() && !ends_with_its_last_part(node.kind) &&
      range.begin.line == cuts_.back().line && range.end.line != range.begin.line) {
    range.end.column += cuts_.back().column;
  }
  return range;
}

// Where a node begins: since 3.9 the first token decides, and one that ends on a later line than
// the first is not moved.
Place Places::begin_at(Offset offset) const {
  Place place = at(offset);
  if (minor_ >= 9 && !cuts_.empty() && place.line == cuts_.back().line &&
      is_broken_literal(offset)) {
    place.column -= cuts_.back().column;
  }
  return place;
}

Place Places::at(Offset offset) const {
  const std::int64_t line = lines_.line_of(offset);
  if (cuts_.empty()) {
    return {line, lines_.column_bytes(offset)};
  }
  const Cut& cut = cuts_.back();
  const std::int64_t below = line - lines_.line_of(cut.text.begin);
  if (below == 0) {
    // The parenthesis that is put before the expression takes a column.
    return {cut.line, cut.column + 1 + offset - std::int64_t{cut.text.begin}};
  }
  return {cut.line + below, lines_.column_bytes(offset)};
}

void Places::enter_field(Span strings, Offset brace) {
  const Span field = field_text(brace);
  cuts_.push_back(minor_ == 8 ? cut_3_8(strings, field) : cut_3_9(strings, field));
}

void Places::leave_field() { cuts_.pop_back(); }

Span Places::parenthesized_field() const {
  return {cuts_.back().text.begin - 1, cuts_.back().text.end + 1};
}

Span Places::literal_with(Span strings, Offset offset) const {
  for (Span literal : literals_in(strings)) {
    if (literal.contains(offset)) {
      return literal;
    }
  }
  return strings;
}

// 3.8 looks for the field in the first literal, whichever it stands in.
Places::Cut Places::cut_3_8(Span strings, Span field) const {
  const Search found = search(literals_in(strings).front(), field);
  const Place place = begin_at(strings.begin);
  return {field, place.line + found.lines, place.column + found.columns};
}

// Later versions know where in its own literal it stands.
Places::Cut Places::cut_3_9(Span strings, Span field) const {
  const Span holder = literal_with(strings, field.begin);
  const Search found = measure(holder, field.begin - 1);
  const Place place = begin_at(holder.begin);
  std::int64_t column = place.column + found.columns;
  if (minor_ >= 10 && found.lines != 0) {
    column = found.columns - 1;  // since 3.10 without the literal's own column
  }
  return {field, place.line + found.lines, column};
}

// The first place where the literal's text has the field with its braces. A field with a conversion
// or format has no brace behind its expression and is most often not found.
Places::Search Places::search(Span literal, Span field) const {
  const std::string_view whole = text_.slice(literal);
  const std::string wanted = "{" + std::string(text_.slice(field)) + "}";
  const std::size_t found = whole.find(wanted);
  if (found == std::string_view::npos) {
    return {};
  }
  return measure(literal, literal.begin + static_cast<Offset>(found));
}

Places::Search Places::measure(Span literal, Offset brace) const {
  const std::string_view before = text_.slice({literal.begin, brace});
  const std::size_t newline = before.rfind('\n');
  return {std::count(before.begin(), before.end(), '\n'),
          static_cast<std::int64_t>(newline == std::string_view::npos ? before.size()
                                                                      : before.size() - newline)};
}

std::size_t Places::token_at(Offset offset) const {
  auto found =
      std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                       [](const Token& token, Offset wanted) { return token.begin < wanted; });
  while (found->kind == Indent || found->kind == Dedent) {
    ++found;
  }
  return static_cast<std::size_t>(found - tokens_.begin());
}

// What stands between the brace and the `=`, `!`, `:` or `}` that ends the expression.
Span Places::field_text(Offset brace) const {
  std::size_t i = token_at(brace) + 1;
  for (int depth = 0;; ++i) {
    switch (tokens_[i].kind) {
      case LeftParen:
      case LeftBracket:
      case LeftBrace:
      case FStringStart: ++depth; break;
      case RightParen:
      case RightBracket:
      case FStringEnd: --depth; break;
      case RightBrace:
        if (depth-- > 0) {
          break;
        }
        return {brace + 1, tokens_[i].begin};
      case Exclamation:
      case Colon:
      case TokenKind::Assign:
        if (depth > 0) {
          break;
        }
        return {brace + 1, tokens_[i].begin};
      case EndOfFile: return {brace + 1, brace + 1};
      default: break;
    }
  }
}

bool Places::is_plain_literal(Offset offset) const {
  return tokens_[token_at(offset)].kind == String;
}

// Whether a literal begins at `offset` that ends on a later line.
bool Places::is_broken_literal(Offset offset) const {
  const Token& token = tokens_[token_at(offset)];
  if (token.begin != offset || (token.kind != String && token.kind != FStringStart)) {
    return false;
  }
  const Span literal = literals_in({offset, offset + 1}).front();
  return lines_.line_of(literal.begin) != lines_.line_of(literal.end);
}

std::vector<Span> Places::literals_in(Span strings) const {
  std::vector<Span> literals;
  int depth = 0;
  for (std::size_t i = token_at(strings.begin); tokens_[i].begin < strings.end || depth > 0; ++i) {
    const Token& token = tokens_[i];
    if (token.kind == String && depth == 0) {
      literals.push_back(token.span());
    } else if (token.kind == FStringStart && depth++ == 0) {
      literals.push_back(token.span());
    } else if (token.kind == FStringEnd && --depth == 0) {
      literals.back().end = token.end;
    }
  }
  return literals;
}

}  // namespace fastidious::syntax
