// What stands in brackets: groups, tuples, lists, dicts, sets, and the comprehensions of each
// (reference, 6.2).

#include <utility>

#include "syntax/parser.h"
#include "syntax/precedence.h"

namespace fastidious::syntax {
namespace {

using enum TokenKind;

}  // namespace

// '(' [yield | generator | star_named_expressions] ')'
Expr* TreeBuilder::parenthesized() {
  if (!enter()) {
    leave();
    return error_expr();
  }
  const Place begin = next();
  Expr* result = nullptr;
  if (at(RightParen)) {
    ++t_;
    result = close(start<Tuple>(begin));
  } else if (at(Kw_yield)) {
    result = yield_expression();
    expect(RightParen, "expected ')'");
  } else {
    const Token* inner = t_;
    result = star_named_expression();
    if (at_comprehension()) {
      auto* generator = start<ElementComp>(begin, Kind::GeneratorExp);
      generator->elt = result;
      generator->generators = comprehension_clauses(result);
      expect(RightParen, "expected ')'");
      result = close(generator);
    } else if (at(Comma)) {
      auto* tuple = start<Tuple>(begin);
      const Mark elements = mark();
      push(result);
      while (accept(Comma) && !at(RightParen)) {
        push(star_named_expression());
      }
      tuple->elts = take_list<Expr>(elements);
      expect(RightParen, "expected ',' or ')'");
      result = close(tuple);
    } else {
      expect(RightParen, "expected ')'");
      if (result->kind == Kind::Starred && inner->kind == Star) {
        fail_at(*result, "cannot use starred expression here");
      }
    }
  }
  result->parenthesized = true;
  leave();
  return result;
}

Expr* TreeBuilder::list_display() {
  if (!enter()) {
    leave();
    return error_expr();
  }
  const Place begin = next();
  Expr* result = nullptr;
  const Mark elements = mark();
  if (!at(RightBracket)) {
    Expr* first = star_named_expression();
    if (at_comprehension()) {
      auto* comprehension = start<ElementComp>(begin, Kind::ListComp);
      comprehension->elt = first;
      comprehension->generators = comprehension_clauses(first);
      result = comprehension;
    } else {
      push(first);
      while (accept(Comma) && !at(RightBracket)) {
        push(star_named_expression());
      }
    }
  }
  expect(RightBracket, "expected ',' or ']'");
  leave();
  if (result != nullptr) {
    return close(result);
  }
  auto* list = start<ListExpr>(begin);
  list->elts = take_list<Expr>(elements);
  return close(list);
}

Expr* TreeBuilder::dict_or_set_display() {
  if (!enter()) {
    leave();
    return error_expr();
  }
  const Place begin = next();
  Expr* result;
  if (at(RightBrace) || at(DoubleStar)) {
    result = dict_display(begin, nullptr);
  } else {
    // A key is told from an element by the colon behind it.
    Expr* first = star_named_expression();
    result = at(Colon) && first->kind != Kind::Starred ? dict_display(begin, first)
                                                       : set_display(begin, first);
  }
  leave();
  return result;
}

Expr* TreeBuilder::dict_display(Place begin, Expr* first_key) {
  auto* dict = start<Dict>(begin);
  const Mark items = mark();
  bool first_item = true;
  while (!at(RightBrace) && !failed()) {
    if (first_key == nullptr && accept(DoubleStar)) {
      push(nullptr);
      push(operation(kBitOr));
    } else {
      Expr* key = first_key != nullptr ? std::exchange(first_key, nullptr) : expression();
      expect(Colon, "expected ':' after dictionary key");
      Expr* value = expression();
      if (first_item && at_comprehension()) {
        auto* comprehension = start<DictComp>(begin);
        comprehension->key = key;
        comprehension->value = value;
        comprehension->generators = comprehension_clauses(key);
        expect(RightBrace, "expected '}'");
        return close(comprehension);
      }
      push(key);
      push(value);
    }
    first_item = false;
    if (!accept(Comma)) {
      break;
    }
  }
  expect(RightBrace, "expected ',' or '}'");
  take_dict_items(dict, items);
  return close(dict);
}

// The scratch stack holds key, value, key, value, …
void TreeBuilder::take_dict_items(Dict* dict, Mark items) {
  const auto count = static_cast<std::uint32_t>((scratch_.size() - items) / 2);
  auto** keys = arena().make_array<Expr*>(count);
  auto** values = arena().make_array<Expr*>(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    keys[i] = static_cast<Expr*>(scratch_[items + 2 * i]);
    values[i] = static_cast<Expr*>(scratch_[items + 2 * i + 1]);
  }
  scratch_.shrink(items);
  dict->keys = {keys, count};
  dict->values = {values, count};
}

Expr* TreeBuilder::set_display(Place begin, Expr* first) {
  if (at_comprehension()) {
    auto* comprehension = start<ElementComp>(begin, Kind::SetComp);
    comprehension->elt = first;
    comprehension->generators = comprehension_clauses(first);
    expect(RightBrace, "expected '}'");
    return close(comprehension);
  }
  auto* set = start<Set>(begin);
  const Mark elements = mark();
  push(first);
  while (accept(Comma) && !at(RightBrace)) {
    push(star_named_expression());
  }
  set->elts = take_list<Expr>(elements);
  expect(RightBrace, "expected ',' or '}'");
  return close(set);
}

bool TreeBuilder::at_comprehension() const {
  return at(Kw_for) || (at(Kw_async) && t_[1].kind == Kw_for);
}

// `element` stands before the clauses.
List<Comprehension*> TreeBuilder::comprehension_clauses(const Expr* element) {
  if (element->is(Kind::Starred)) {
    fail_at(*element, "iterable unpacking cannot be used in comprehension");
  }
  const Mark clauses = mark();
  while (at_comprehension()) {
    push(comprehension_clause());
  }
  return take_list<Comprehension>(clauses);
}

// for_if_clause: ['async'] 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
Comprehension* TreeBuilder::comprehension_clause() {
  auto* clause = start<Comprehension>(t_);
  clause->is_async = accept(Kw_async);
  ++t_;
  clause->target = target_list();
  expect(Kw_in, "expected 'in'");
  clause->iter = operation(kOr);
  const Mark ifs = mark();
  while (accept(Kw_if)) {
    push(comprehension_condition());
  }
  clause->ifs = take_list<Expr>(ifs);
  return close(clause);
}

// A condition is a disjunction, but a lambda or walrus in it needs parentheses only since 3.9.
Expr* TreeBuilder::comprehension_condition() { return operation(kOr); }

}  // namespace fastidious::syntax
