// Strings side by side, and what stands in the braces of f- and t-strings (PEP 498, 701, 750).

#include <algorithm>
#include <utility>

#include "syntax/parser.h"
#include "syntax/string_literal.h"

namespace fastidious::syntax {

namespace {

using enum TokenKind;

// A field may stand in the format of a field in the format of a field (CPython's MAX_EXPR_NESTING).
constexpr int kMaxOpenSpecs = 2;

}  // namespace

// (fstring | string)+
Expr* TreeBuilder::strings() {
  if (at(String) && t_[1].kind != String && t_[1].kind != FStringStart) {
    return one_plain_string();
  }
  StringParts parts;
  parts.begin = here();
  parts.values = mark();
  parts.bytes = at(String) && split_literal(text_.slice(t_->span())).prefix.bytes;
  while (at(String) || at(FStringStart)) {
    ++parts.literals;
    at(String) ? plain_part(parts) : interpolated_part(parts);
  }
  return joined(parts, parts.begin);
}

// The common case: one literal, most often its own value.
Expr* TreeBuilder::one_plain_string() {
  const LiteralParts literal = split_literal(text_.slice(t_->span()));
  auto* node = start<Constant>(t_);
  node->type = literal.prefix.bytes ? ConstantKind::Bytes : ConstantKind::Str;
  node->has_u_prefix = literal.prefix.lower_u;
  if (is_verbatim(literal.body, literal.prefix)) {
    node->value = literal.body;
  } else {
    std::string value;
    if (const char* problem = decode_literal(literal.body, literal.prefix, &value)) {
      fail(problem);
      return error_expr();
    }
    node->value = keep(value);
  }
  ++t_;
  return close(node);
}

void TreeBuilder::plain_part(StringParts& parts) {
  const LiteralParts literal = split_literal(text_.slice(t_->span()));
  if (literal.prefix.bytes != parts.bytes) {
    fail("cannot mix bytes and nonbytes literals");
    return;
  }
  parts.has_u_prefix |= parts.literals == 1 && literal.prefix.lower_u;
  literal_text(parts, literal.body, literal.prefix, t_->span());
  if (!failed()) {
    ++t_;
  }
}

// Adds literal text; pieces that touch become one constant.
void TreeBuilder::literal_text(StringParts& parts, std::string_view raw, StringPrefix prefix,
                               Span span) {
  const std::size_t size = parts.text.size();
  if (const char* problem = decode_literal(raw, prefix, &parts.text)) {
    fail(problem);
    return;
  }
  if (at(FStringMiddle) && parts.text.size() == size) {
    return;  // a backslash and a line end: nothing, and it has no place
  }
  parts.text_span = {parts.has_text ? parts.text_span.begin : span.begin, span.end};
  parts.has_text = true;
}

void TreeBuilder::interpolated_part(StringParts& parts) {
  const std::string_view opening = text_.slice(t_->span());
  const StringPrefix prefix = string_prefix(opening.substr(0, opening.find_first_of("'\"")));
  if (parts.bytes) {
    fail("cannot mix bytes and nonbytes literals");
    return;
  }
  if (prefix.is_template) {
    needs(14, t_->span(), "a template string");
  }
  (prefix.is_template ? parts.is_template : parts.formatted) = true;
  ++t_;
  if (!enter()) {
    leave();
    return;
  }
  const std::string_view around = std::exchange(opening_, opening);
  const int specs = std::exchange(open_specs_, 0);
  ++open_strings_;
  fields_until(parts, prefix, FStringEnd);
  --open_strings_;
  open_specs_ = specs;
  opening_ = around;
  leave();
  expect(FStringEnd, "unterminated f-string literal");
}

// Literal text and fields, alternating, up to but without `end`.
void TreeBuilder::fields_until(StringParts& parts, StringPrefix prefix, TokenKind end) {
  while (!at(end) && !failed()) {
    if (at(FStringMiddle)) {
      std::string undoubled;
      const std::string_view raw = text_.slice(t_->span());
      for (std::size_t i = 0; i < raw.size(); ++i) {
        undoubled += raw[i];
        const bool doubled =
            (raw[i] == '{' || raw[i] == '}') && i + 1 < raw.size() && raw[i + 1] == raw[i];
        i += doubled ? 1 : 0;
      }
      literal_text(parts, undoubled, prefix, t_->span());
      if (!failed()) {
        ++t_;
      }
    } else if (at(LeftBrace)) {
      replacement_field(parts, prefix);
    } else {
      fail("invalid f-string");
    }
  }
}

// '{' (yield_expr | star_expressions) ['='] ['!' NAME] [':' spec] '}'
void TreeBuilder::replacement_field(StringParts& parts, StringPrefix prefix) {
  const Place brace = next();
  if (open_specs_ > kMaxOpenSpecs) {
    fail("f-string: expressions nested too deeply");
    return;
  }
  if (open_specs_ > 1) {
    needs(12, brace->span(), "a format in a format in a format");
  }
  if (at(RightBrace) || at(Exclamation) || at(Colon) || at(TokenKind::Assign)) {
    fail("f-string: valid expression required before '}'");
    return;
  }
  Expr* value = at(Kw_yield) ? yield_expression() : star_expressions();
  if (failed()) {
    return;
  }
  const Span written = {brace->end, t_->begin};
  if (!prefix.is_template && (only_since_pep701(written) || value->is(Kind::Starred))) {
    needs(12, brace->span(), "an expression like this one in an f-string (PEP 701)");
  }
  const bool debug = at(TokenKind::Assign);
  if (debug) {
    ++t_;
    // `{x = }` shows its own text: everything up to the next token, blanks included.
    const Span shown = {brace->end, t_->begin};
    literal_text(parts, without_comments(shown), StringPrefix{.raw = true}, shown);
  }
  Place begin = brace;
  if (Constant* before = flush_text(parts)) {
    keep_leaf(before, begin.first++);
  }
  int converted = conversion();
  Expr* spec = at(Colon) ? format_spec(parts, prefix) : nullptr;
  if (debug && converted == -1 && spec == nullptr) {
    converted = 'r';
  }
  expect(RightBrace, "f-string: expecting '}'");
  if (prefix.is_template) {
    auto* field = start<Interpolation>(begin);
    field->value = value;
    std::string shown = without_comments(written);
    shown.resize(shown.find_last_not_of(" \t\f\r\n") + 1);
    field->str = keep(shown);
    field->conversion = converted;
    field->format_spec = spec;
    push(close(field));
    return;
  }
  auto* field = start<FormattedValue>(begin);
  field->value = value;
  field->conversion = converted;
  field->format_spec = spec;
  push(close(field));
}

// Whether an expression of an f-string has what it could not have before PEP 701: the string's own
// quotes, a backslash, a comment, a line end if the string is not triple-quoted.
bool TreeBuilder::only_since_pep701(Span written) const {
  // There are four kinds of quotes.
  if (open_strings_ > 4) {
    return true;
  }
  const std::string_view text = text_.slice(written);
  const std::size_t quote = opening_.find_first_of("'\"");
  const bool triple = opening_.size() == quote + 3;
  return text.find('\\') != std::string_view::npos ||
         text.find(opening_.substr(quote)) != std::string_view::npos ||
         (!triple && text.find_first_of("\r\n") != std::string_view::npos) ||
         (text.find('#') != std::string_view::npos &&
          without_comments(written).size() < text.size());
}

// The text of `span`, which no string reaches into from outside, without its comments.
std::string TreeBuilder::without_comments(Span span) const {
  const auto& comments = tree_.comments_;
  auto comment = std::lower_bound(comments.begin(), comments.end(), span.begin,
                                  [](Span one, Offset begin) { return one.begin < begin; });
  std::string text;
  Offset at = span.begin;
  for (; comment != comments.end() && comment->end <= span.end; ++comment) {
    text += text_.slice({at, comment->begin});
    at = comment->end;
  }
  text += text_.slice({at, span.end});
  return text;
}

// ['!' ('s' | 'r' | 'a')]
int TreeBuilder::conversion() {
  if (!accept(Exclamation)) {
    return -1;
  }
  const std::string_view letter = text_.slice(t_->span());
  if (!at(TokenKind::Name) || (letter != "s" && letter != "r" && letter != "a") ||
      t_->begin != t_[-1].end) {
    fail("f-string: invalid conversion character");
    return -1;
  }
  ++t_;
  return letter[0];
}

Expr* TreeBuilder::format_spec(const StringParts& around, StringPrefix prefix) {
  StringParts spec;
  spec.begin = next();
  spec.values = mark();
  spec.formatted = true;
  (void)around;
  if (!enter()) {
    leave();
    return error_expr();
  }
  // The fields of a template string's format spec are those of an f-string (PEP 750).
  prefix.is_template = false;
  ++open_specs_;
  fields_until(spec, prefix, RightBrace);
  --open_specs_;
  leave();
  return joined(spec, spec.begin);
}

// Makes the constant that the text so far is; null if there is none. Where it is known to end, the
// value of the field behind it is complete already.
Constant* TreeBuilder::flush_text(StringParts& parts) {
  Constant* constant = nullptr;
  if (parts.has_text && !parts.text.empty()) {
    constant = start<Constant>(here());
    constant->type = ConstantKind::Str;
    constant->value = keep(parts.text);
    constant->begin = parts.text_span.begin;
    constant->end = parts.text_span.end;
    constant->has_u_prefix = parts.has_u_prefix;
    push(constant);
  }
  parts.text.clear();
  parts.has_text = false;
  return constant;
}

// What the parts make: a constant, an f-string or a template string.
Expr* TreeBuilder::joined(StringParts& parts, Place begin) {
  if (!parts.formatted && !parts.is_template) {
    auto* constant = start<Constant>(begin);
    constant->type = parts.bytes ? ConstantKind::Bytes : ConstantKind::Str;
    constant->has_u_prefix = parts.has_u_prefix;
    constant->is_concatenated = true;
    constant->value = keep(parts.text);
    return close(constant);
  }
  if (Constant* last = flush_text(parts)) {
    keep_leaf(last, here().first);
  }
  if (parts.is_template) {
    if (parts.formatted || parts.bytes) {
      fail("cannot mix t-string literals with string or bytes literals");
    }
    auto* node = start<TemplateStr>(begin);
    node->values = take_list<Expr>(parts.values);
    return close(node);
  }
  auto* node = start<JoinedStr>(begin);
  node->values = take_list<Expr>(parts.values);
  return close(node);
}

}  // namespace fastidious::syntax
