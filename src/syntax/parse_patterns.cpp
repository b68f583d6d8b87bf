// The match statement (PEP 634). `match` and `case` are keywords only where a match statement can
// be.

#include "base/known_names.h"
#include "syntax/expression_starts.h"
#include "syntax/parser.h"

namespace fastidious::syntax {

namespace {

using enum TokenKind;

}  // namespace

// Looks ahead for `match subject: NEWLINE INDENT case`.
bool TreeBuilder::at_match_statement() {
  if (!starts_named_expression(t_[1].kind)) {
    return false;
  }
  const Place begin = here();
  const bool found = attempt([&] {
    ++t_;
    expression_list(&TreeBuilder::star_named_expression);
    return accept(Colon) && accept(Newline) && accept(Indent) && at_name(names::case_);
  });
  t_ = begin;
  forget_nodes(begin.first);
  return found;
}

Stmt* TreeBuilder::match_statement() {
  needs(10, t_->span(), "a match statement");
  auto* node = start<Match>(t_++);
  node->subject = expression_list(&TreeBuilder::star_named_expression);
  t_ += 3;  // ':' NEWLINE INDENT, seen by at_match_statement()
  const Mark cases = mark();
  while (at_name(names::case_)) {
    push(match_case());
  }
  if (!accept(Dedent)) {
    fail("expected 'case'");
  }
  node->cases = take_list<MatchCase>(cases);
  return close_block(node);
}

// 'case' patterns ['if' named_expression] block
MatchCase* TreeBuilder::match_case() {
  auto* node = start<MatchCase>(t_++);
  node->pattern = patterns();
  if (accept(Kw_if)) {
    node->guard = named_expression();
  }
  node->body = block();
  return close_block(node);
}

// open_sequence_pattern | pattern
Pattern* TreeBuilder::patterns() {
  const Place begin = here();
  Pattern* first = maybe_star_pattern();
  if (!at(Comma)) {
    if (first->kind == Kind::MatchStar) {
      fail_at(*first, "a starred pattern must be in a sequence");
    }
    return first;
  }
  auto* sequence = start<MatchSequence>(begin);
  const Mark elements = mark();
  push(first);
  while (accept(Comma) && !at(Colon) && !at(Kw_if)) {
    push(maybe_star_pattern());
  }
  sequence->patterns = take_list<Pattern>(elements);
  return close(sequence);
}

Pattern* TreeBuilder::maybe_star_pattern() {
  if (!at(Star)) {
    return as_pattern();
  }
  auto* node = start<MatchStar>(t_++);
  node->name = at_name(names::_) ? Identifier{} : t_->name;
  expect(TokenKind::Name, "expected a name after '*'");
  return close(node);
}

// or_pattern ['as' NAME]
Pattern* TreeBuilder::as_pattern() {
  const Place begin = here();
  if (!enter()) {
    leave();
    return error_pattern();
  }
  Pattern* pattern = or_pattern();
  leave();
  if (!accept(Kw_as)) {
    return pattern;
  }
  auto* node = start<MatchAs>(begin);
  node->pattern = pattern;
  node->name = t_->name;
  if (at_name(names::_)) {
    fail("cannot use '_' as a target");
  }
  expect(TokenKind::Name, "expected a name after 'as'");
  return close(node);
}

Pattern* TreeBuilder::or_pattern() {
  const Place begin = here();
  Pattern* first = closed_pattern();
  if (!at(Bar)) {
    return first;
  }
  auto* node = start<MatchOr>(begin);
  const Mark alternatives = mark();
  push(first);
  while (accept(Bar)) {
    push(closed_pattern());
  }
  node->patterns = take_list<Pattern>(alternatives);
  return close(node);
}

Pattern* TreeBuilder::closed_pattern() {
  switch (t_->kind) {
    case TokenKind::Name: return name_or_class_pattern();
    case LeftParen: return group_or_sequence_pattern();
    case LeftBracket: {
      auto* node = start<MatchSequence>(t_++);
      node->patterns = sequence_elements(RightBracket);
      return close(node);
    }
    case LeftBrace: return mapping_pattern();
    default: return literal_pattern();
  }
}

List<Pattern*> TreeBuilder::sequence_elements(TokenKind closing) {
  const Mark elements = mark();
  while (!at(closing) && !failed()) {
    push(maybe_star_pattern());
    if (!accept(Comma)) {
      break;
    }
  }
  expect(closing, "expected a closing bracket in a pattern");
  return take_list<Pattern>(elements);
}

// '(' pattern ')' is the pattern; with a comma, or nothing, inside it is a sequence.
Pattern* TreeBuilder::group_or_sequence_pattern() {
  const Place begin = here();
  ++t_;
  const Mark elements = mark();
  bool comma = at(RightParen);
  while (!at(RightParen) && !failed()) {
    push(maybe_star_pattern());
    if (!accept(Comma)) {
      break;
    }
    comma = true;
  }
  expect(RightParen, "expected ')' in a pattern");
  if (!comma && scratch_.size() == elements + 1) {
    if (scratch_.back()->is(Kind::MatchStar)) {
      fail_at(*scratch_.back(), "a starred pattern must be in a sequence");
    }
    auto* only = static_cast<Pattern*>(scratch_.back());
    scratch_.pop();
    return only;
  }
  auto* node = start<MatchSequence>(begin);
  node->patterns = take_list<Pattern>(elements);
  return close(node);
}

// '{' [key ':' pattern | '**' NAME] … '}'
Pattern* TreeBuilder::mapping_pattern() {
  auto* node = start<MatchMapping>(t_++);
  std::vector<Expr*> keys;
  const Mark patterns = mark();
  while (!at(RightBrace) && !failed()) {
    if (accept(DoubleStar)) {
      node->rest = t_->name;
      if (at_name(names::_)) {
        fail("cannot use '_' as a target");
      }
      expect(TokenKind::Name, "expected a name after '**'");
      accept(Comma);
      break;
    } else {
      keys.push_back(at(TokenKind::Name) ? primary_name() : literal_pattern_value());
      expect(Colon, "expected ':' in a mapping pattern");
      push(as_pattern());
    }
    if (!accept(Comma)) {
      break;
    }
  }
  expect(RightBrace, "expected '}' in a pattern");
  node->patterns = take_list<Pattern>(patterns);
  Expr** kept = arena().make_array<Expr*>(keys.size());
  std::copy(keys.begin(), keys.end(), kept);
  node->keys = {kept, static_cast<std::uint32_t>(keys.size())};
  return close(node);
}

// NAME ('.' NAME)*
Expr* TreeBuilder::primary_name() {
  const Place begin = here();
  Expr* name = atom();
  while (at(Dot)) {
    name = attribute(begin, name);
  }
  return name;
}

Pattern* TreeBuilder::name_or_class_pattern() {
  const Place begin = here();
  if (t_[1].kind != Dot && t_[1].kind != LeftParen) {
    auto* capture = start<MatchAs>(t_);
    capture->name = at_name(names::_) ? Identifier{} : t_->name;
    ++t_;
    return close(capture);
  }
  Expr* name = primary_name();
  if (at(LeftParen)) {
    return class_pattern(begin, name);
  }
  auto* node = start<MatchValue>(begin);
  node->value = name;
  return close(node);
}

Pattern* TreeBuilder::class_pattern(Place begin, Expr* cls) {
  auto* node = start<MatchClass>(begin);
  ++t_;
  node->cls = cls;
  std::vector<Identifier> attributes;
  std::vector<Node*> keyword_patterns;
  const Mark positional = mark();
  while (!at(RightParen) && !failed()) {
    if (at(TokenKind::Name) && t_[1].kind == TokenKind::Assign) {
      attributes.push_back(t_->name);
      t_ += 2;
      keyword_patterns.push_back(as_pattern());
    } else {
      if (!attributes.empty()) {
        fail("positional patterns follow keyword patterns");
      }
      push(as_pattern());
    }
    if (!accept(Comma)) {
      break;
    }
  }
  expect(RightParen, "expected ')' in a pattern");
  node->patterns = take_list<Pattern>(positional);
  const Mark keywords = mark();
  for (Node* pattern : keyword_patterns) {
    push(pattern);
  }
  node->kwd_patterns = take_list<Pattern>(keywords);
  auto* names = arena().make_array<Identifier>(attributes.size());
  std::copy(attributes.begin(), attributes.end(), names);
  node->kwd_attrs = {names, static_cast<std::uint32_t>(attributes.size())};
  return close(node);
}

Pattern* TreeBuilder::literal_pattern() {
  const auto singleton = [&](ConstantKind value) {
    auto* node = start<MatchSingleton>(t_++);
    node->value = value;
    return close(node);
  };
  switch (t_->kind) {
    case Kw_None: return singleton(ConstantKind::None);
    case Kw_True: return singleton(ConstantKind::True);
    case Kw_False: return singleton(ConstantKind::False);
    default: break;
  }
  auto* node = start<MatchValue>(t_);
  node->value = literal_pattern_value();
  return close(node);
}

// signed_number ['+' | '-' NUMBER] | strings | None | True | False
Expr* TreeBuilder::literal_pattern_value() {
  const Place begin = here();
  switch (t_->kind) {
    case String:
    case FStringStart:
    case Kw_None:
    case Kw_True:
    case Kw_False: return atom();
    default: break;
  }
  Expr* real = signed_number();
  if (!at(Plus) && !at(Minus)) {
    return real;
  }
  if (is_imaginary(*begin) || (begin->kind == Minus && is_imaginary(begin[1]))) {
    fail("real number required in complex literal");
    return real;
  }
  auto* complex = start<BinOp>(begin);
  complex->left = real;
  complex->op = at(Plus) ? Operator::Add : Operator::Sub;
  ++t_;
  complex->right =
      is_imaginary(*t_) ? number() : error_at_token("imaginary number required in complex literal");
  return close(complex);
}

bool TreeBuilder::is_imaginary(const Token& token) const {
  return token.kind == Number && (text_.slice(token.span()).back() | 0x20) == 'j';
}

Expr* TreeBuilder::signed_number() {
  if (at(Number)) {
    return number();
  }
  if (!at(Minus)) {
    return error_at_token("invalid pattern");
  }
  auto* negative = start<UnaryOp>(t_++);
  negative->op = UnaryOperator::USub;
  negative->operand = at(Number) ? number() : error_at_token("expected a number");
  return close(negative);
}

Pattern* TreeBuilder::error_pattern() {
  auto* node = start<MatchAs>(t_);
  return close(node);
}

}  // namespace fastidious::syntax
