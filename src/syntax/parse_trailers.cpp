// What follows a primary: attributes, calls with their arguments, subscripts with their slices
// (reference, 6.3).

#include <algorithm>

#include "syntax/parser.h"

namespace fastidious::syntax {
namespace {

using enum TokenKind;

}  // namespace

Expr* TreeBuilder::attribute(Place begin, Expr* value) {
  auto* node = start<Attribute>(begin);
  ++t_;
  node->value = value;
  node->attr = t_->name;
  node->attr_begin = t_->begin;
  expect(TokenKind::Name, "expected a name after '.'");
  return close(node);
}

Expr* TreeBuilder::call(Place begin, Expr* func) {
  if (!enter()) {
    leave();
    return error_expr();
  }
  auto* node = start<Call>(begin);
  ++t_;
  node->func = func;
  const Mark arguments = mark();
  bool seen_keyword = false;
  bool seen_double_star = false;
  while (!at(RightParen) && !failed()) {
    call_argument(&seen_keyword, &seen_double_star);
    if (!accept(Comma)) {
      break;
    }
    if (scratch_.back()->kind == Kind::GeneratorExp && !scratch_.back()->parenthesized) {
      fail_at(*scratch_.back(), "Generator expression must be parenthesized");
    }
  }
  expect(RightParen, "expected ',' or ')' in a call");
  split_arguments(arguments, seen_keyword, &node->args, &node->keywords);
  leave();
  return close(node);
}

// Positional and keyword arguments may be mixed (f(*a, k=1, *b)); the tree has them in two lists.
void TreeBuilder::split_arguments(Mark arguments, bool seen_keyword, ExprList* positional,
                                  List<Keyword*>* keywords) {
  if (!seen_keyword) {
    *positional = take_list<Expr>(arguments);
    return;
  }
  Node** const first = scratch_.begin() + arguments;
  const auto is_positional = [](const Node* n) { return n->kind != Kind::Keyword; };
  auto middle = std::find_if_not(first, scratch_.end(), is_positional);
  if (std::any_of(middle, scratch_.end(), is_positional)) {
    middle = std::stable_partition(middle, scratch_.end(), is_positional);
  }
  *keywords = take_list<Keyword>(static_cast<Mark>(middle - scratch_.begin()));
  *positional = take_list<Expr>(arguments);
}

void TreeBuilder::call_argument(bool* seen_keyword, bool* seen_double_star) {
  const Place begin = here();
  if (at(DoubleStar) || (at(TokenKind::Name) && t_[1].kind == TokenKind::Assign)) {
    auto* keyword = start<Keyword>(begin);
    *seen_keyword = true;
    if (accept(DoubleStar)) {
      *seen_double_star = true;
    } else {
      keyword->arg = t_->name;
      t_ += 2;
    }
    keyword->value = expression();
    push(close(keyword));
    return;
  }
  if (at(Star)) {
    if (*seen_double_star) {
      fail("iterable argument unpacking follows keyword argument unpacking");
    }
    auto* starred = start<Starred>(t_++);
    starred->value = expression();
    push(close(starred));
    return;
  }
  if (*seen_keyword) {
    fail("positional argument follows keyword argument");
  }
  Expr* value = named_expression();
  if (at_comprehension()) {
    if (begin[-1].kind != LeftParen) {
      fail_at(*value, "Generator expression must be parenthesized");
    }
    auto* generator = start<ElementComp>({begin.token - 1, begin.first}, Kind::GeneratorExp);
    generator->elt = value;
    generator->generators = comprehension_clauses(value);
    close(generator);
    generator->end = t_->end;  // the call's own parentheses are the generator's
    value = generator;
  }
  push(value);
}

Expr* TreeBuilder::subscript(Place begin, Expr* value) {
  if (!enter()) {
    leave();
    return error_expr();
  }
  auto* node = start<Subscript>(begin);
  ++t_;
  node->value = value;
  node->slice = slices();
  expect(RightBracket, "expected ']'");
  leave();
  return close(node);
}

// slices: slice !',' | ','.(slice | starred_expression)+ [',']
Expr* TreeBuilder::slices() {
  const Place begin = here();
  Expr* first = slice();
  if (!at(Comma) && first->kind != Kind::Starred) {
    return first;
  }
  auto* tuple = start<Tuple>(begin);
  const Mark elements = mark();
  push(first);
  while (accept(Comma) && !at(RightBracket)) {
    push(slice());
  }
  tuple->elts = take_list<Expr>(elements);
  return close(tuple);
}

Expr* TreeBuilder::slice() {
  const Place begin = here();
  if (at(Star)) {
    needs(11, t_->span(), "a starred expression in an index");
    return star_expression();
  }
  Expr* lower = at(Colon) ? nullptr : named_expression();
  if (!at(Colon)) {
    return lower;
  }
  auto* node = start<Slice>(begin);
  ++t_;
  const auto at_end = [&] { return at(Colon) || at(Comma) || at(RightBracket); };
  node->lower = lower;
  node->upper = at_end() ? nullptr : expression();
  if (accept(Colon)) {
    node->step = at_end() ? nullptr : expression();
  }
  return close(node);
}

}  // namespace fastidious::syntax
