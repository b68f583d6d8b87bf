#include "syntax/dump_places.h"

#include <algorithm>
#include <string>

namespace fastidious::syntax {
namespace {

using enum TokenKind;

}  // namespace

Places::Places(const SourceText& text, const std::vector<Token>& tokens, int minor)
    : text_(text), tokens_(tokens), lines_(text), minor_(minor) {}

PlaceRange Places::of(Span span) const {
  PlaceRange range = {at(span.begin), at(span.end)};
  if (minor_ == 8 && !cuts_.empty() && range.begin.line == cuts_.back().line &&
      range.end.line != range.begin.line) {
    range.end.column += cuts_.back().column;  // 3.8 moves a node's end as it moves its start
  }
  return range;
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
    return {cut.line, cut.column + 1 + (offset - cut.text.begin)};
  }
  return {cut.line + below, cut.later_column + lines_.column_bytes(offset)};
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
  const Place place = at(strings.begin);
  return {field, place.line + found.lines, place.column + found.columns, 0};
}

// Later versions know where in its own literal it stands.
Places::Cut Places::cut_3_9(Span strings, Span field) const {
  const Span holder = literal_with(strings, field.begin);
  const Search found = measure(holder, field.begin - 1);
  const Place place = at(holder.begin);
  std::int64_t column = place.column + found.columns;
  if (minor_ >= 10 && found.lines != 0) {
    column = found.columns - 1;  // since 3.10 without the literal's own column
  }
  return {field, place.line + found.lines, column, 0};
}

// The first place where the literal's text has the field with its braces. A field with a conversion or
// format has no brace behind its expression and is most often not found.
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
  const auto found = std::lower_bound(
      tokens_.begin(), tokens_.end(), offset,
      [](const Token& token, Offset wanted) { return token.begin < wanted; });
  return static_cast<std::size_t>(found - tokens_.begin());
}

// What stands between the brace and the `=`, `!`, `:` or `}` that ends the expression.
Span Places::field_text(Offset brace) const {
  std::size_t i = token_at(brace) + 1;
  for (int depth = 0;; ++i) {
    switch (tokens_[i].kind) {
      case LeftParen: case LeftBracket: case LeftBrace: case FStringStart:
        ++depth;
        break;
      case RightParen: case RightBracket: case FStringEnd:
        --depth;
        break;
      case RightBrace:
        if (depth-- > 0) {
          break;
        }
        return {brace + 1, tokens_[i].begin};
      case Exclamation: case Colon: case TokenKind::Assign:
        if (depth > 0) {
          break;
        }
        return {brace + 1, tokens_[i].begin};
      case EndOfFile:
        return {brace + 1, brace + 1};
      default:
        break;
    }
  }
}

std::vector<Span> Places::literals_in(Span strings) const {
  std::vector<Span> literals;
  int depth = 0;
  for (std::size_t i = token_at(strings.begin); tokens_[i].begin < strings.end; ++i) {
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
