// Expressions: operators by precedence climbing, so that a chain of them is a loop and not a ladder of
// calls (reference, 6.17).

#include <algorithm>
#include <array>
#include <utility>

#include "base/known_names.h"
#include "syntax/parser.h"

namespace fastidious::syntax {
namespace {

using enum TokenKind;

enum Precedence : std::uint8_t {
  kNoOperator = 0,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kSum,
  kProduct,
};

struct InfixOperator {
  Precedence precedence = kNoOperator;
  Operator op = Operator::Add;
};

constexpr auto kInfix = [] {
  std::array<InfixOperator, 256> table{};
  const auto set = [&](TokenKind kind, Precedence precedence, Operator op = Operator::Add) {
    table[static_cast<std::size_t>(kind)] = {precedence, op};
  };
  set(Kw_or, kOr);
  set(Kw_and, kAnd);
  for (TokenKind kind : {Less, Greater, LessEqual, GreaterEqual, Equal, NotEqual, Kw_in, Kw_is, Kw_not}) {
    set(kind, kCompare);
  }
  set(Bar, kBitOr, Operator::BitOr);
  set(Caret, kBitXor, Operator::BitXor);
  set(Ampersand, kBitAnd, Operator::BitAnd);
  set(LeftShift, kShift, Operator::LShift);
  set(RightShift, kShift, Operator::RShift);
  set(Plus, kSum, Operator::Add);
  set(Minus, kSum, Operator::Sub);
  set(Star, kProduct, Operator::Mult);
  set(Slash, kProduct, Operator::Div);
  set(DoubleSlash, kProduct, Operator::FloorDiv);
  set(Percent, kProduct, Operator::Mod);
  set(At, kProduct, Operator::MatMult);
  return table;
}();

constexpr InfixOperator infix(TokenKind kind) { return kInfix[static_cast<std::size_t>(kind)]; }

// Whether a token is an expression by itself.
constexpr bool is_atom(TokenKind kind) {
  return kind == TokenKind::Name || kind == Number || kind == Kw_None || kind == Kw_True ||
         kind == Kw_False;
}

// Whether a token goes on with the name or constant before it, and not with an operation on it.
constexpr bool continues_primary(TokenKind kind) {
  return kind == LeftParen || kind == LeftBracket || kind == Dot || kind == DoubleStar;
}

// Whether a token ends the expression before it: the most frequent ones, not all.
constexpr bool ends_expression(TokenKind kind) {
  return kind == Comma || kind == RightParen || kind == Newline || kind == Colon ||
         kind == RightBracket || kind == TokenKind::Assign;
}

// Whether a token can begin an expression; decides what follows a comma.
bool starts_expression(TokenKind kind) {
  switch (kind) {
    case Name: case Number: case String: case FStringStart: case LeftParen: case LeftBracket:
    case LeftBrace: case Minus: case Plus: case Tilde: case Ellipsis: case Star: case Kw_not:
    case Kw_lambda: case Kw_await: case Kw_None: case Kw_True: case Kw_False: case Kw_yield:
      return true;
    default:
      return false;
  }
}

}  // namespace

// expression: disjunction ['if' disjunction 'else' expression] | lambda
Expr* TreeBuilder::expression() {
  if (is_atom(t_->kind) && ends_expression(t_[1].kind)) {
    return atom();  // most expressions: no need to go through all precedences
  }
  if (!enter()) {
    leave();
    return error_expr();
  }
  const Token* begin = t_;
  Expr* result;
  if (at(Kw_lambda)) {
    result = lambda();
  } else {
    result = operation(kOr);
    if (at(Kw_if)) {
      auto* choice = start<IfExp>(begin);
      ++t_;
      choice->body = result;
      choice->test = operation(kOr);
      expect(Kw_else, "expected 'else' after 'if' expression");
      choice->orelse = expression();
      result = close(choice);
    }
  }
  leave();
  return result;
}

// named_expression: NAME ':=' expression | expression
Expr* TreeBuilder::named_expression() {
  if (at(TokenKind::Name) && t_[1].kind == Walrus) {
    auto* named = start<NamedExpr>(t_);
    named->target = atom();
    set_context(named->target, Context::Store);
    ++t_;
    named->value = expression();
    return close(named);
  }
  return expression();
}

// star_expression: '*' bitwise_or | expression
Expr* TreeBuilder::star_expression() {
  if (!at(Star)) {
    return expression();
  }
  auto* starred = start<Starred>(t_++);
  starred->value = operation(kBitOr);
  return close(starred);
}

Expr* TreeBuilder::star_named_expression() {
  return at(Star) ? star_expression() : named_expression();
}

Expr* TreeBuilder::star_expressions() { return expression_list(&TreeBuilder::star_expression); }

// One element, or a tuple where a comma follows it.
Expr* TreeBuilder::expression_list(Expr* (TreeBuilder::*element)()) {
  const Token* begin = t_;
  Expr* first = (this->*element)();
  if (!at(Comma)) {
    return first;
  }
  auto* tuple = start<Tuple>(begin);
  const Mark elements = mark();
  push(first);
  while (accept(Comma) && starts_expression(t_->kind)) {
    push((this->*element)());
  }
  tuple->elts = take_list<Expr>(elements);
  return close(tuple);
}

// The targets of a `for`: like star_expressions, but `in` ends them.
Expr* TreeBuilder::target_list() {
  Expr* target = expression_list(&TreeBuilder::star_target);
  set_context(target, Context::Store);
  return target;
}

Expr* TreeBuilder::star_target() {
  if (!at(Star)) {
    return operation(kBitOr);
  }
  auto* starred = start<Starred>(t_++);
  starred->value = operation(kBitOr);
  return close(starred);
}

// Everything from `or` down to the operators of precedence `lowest`.
Expr* TreeBuilder::operation(int lowest) {
  const Token* begin = t_;
  Expr* left = prefix_operation(lowest);
  for (;;) {
    const InfixOperator found = infix(t_->kind);
    if (found.precedence == kNoOperator || found.precedence < lowest) {
      return left;
    }
    if (found.precedence > kCompare) {
      auto* binary = start<BinOp>(begin);
      ++t_;
      binary->left = left;
      binary->op = found.op;
      binary->right = operation(found.precedence + 1);
      left = close(binary);
    } else if (found.precedence == kCompare) {
      if (at(Kw_not) && t_[1].kind != Kw_in) {
        return left;
      }
      left = comparison(begin, left);
    } else {
      left = bool_operation(begin, left,
                            found.precedence == kOr ? BoolOperator::Or : BoolOperator::And);
    }
  }
}

Expr* TreeBuilder::prefix_operation(int lowest) {
  if (is_atom(t_->kind) && !continues_primary(t_[1].kind)) {
    return atom();
  }
  UnaryOperator op;
  switch (t_->kind) {
    case Minus: op = UnaryOperator::USub; break;
    case Plus: op = UnaryOperator::UAdd; break;
    case Tilde: op = UnaryOperator::Invert; break;
    case Kw_not:
      if (lowest <= kNot) {
        op = UnaryOperator::Not;
        break;
      }
      [[fallthrough]];
    default:
      return power();
  }
  auto* unary = start<UnaryOp>(t_++);
  if (!enter()) {
    leave();
    return error_expr();
  }
  unary->op = op;
  unary->operand = op == UnaryOperator::Not ? operation(kNot) : prefix_operation(kProduct);
  leave();
  return close(unary);
}

Expr* TreeBuilder::bool_operation(const Token* begin, Expr* first, BoolOperator op) {
  auto* node = start<BoolOp>(begin);
  node->op = op;
  const TokenKind keyword = op == BoolOperator::Or ? Kw_or : Kw_and;
  const Mark values = mark();
  push(first);
  while (accept(keyword)) {
    push(operation(op == BoolOperator::Or ? kAnd : kNot));
  }
  node->values = take_list<Expr>(values);
  return close(node);
}

Expr* TreeBuilder::comparison(const Token* begin, Expr* left) {
  auto* node = start<Compare>(begin);
  node->left = left;
  const std::size_t first_op = ops_.size();
  const Mark comparators = mark();
  for (Comparator op; comparator(&op);) {
    ops_.push_back(op);
    push(operation(kBitOr));
  }
  node->comparators = take_list<Expr>(comparators);
  const std::size_t count = ops_.size() - first_op;
  auto* kept = arena().make_array<Comparator>(count);
  std::copy_n(ops_.data() + first_op, count, kept);
  ops_.resize(first_op);
  node->ops = {kept, static_cast<std::uint32_t>(count)};
  return close(node);
}

bool TreeBuilder::comparator(Comparator* op) {
  const auto found = [&](Comparator kind, int tokens) {
    *op = kind;
    t_ += tokens;
    return true;
  };
  switch (t_->kind) {
    case Less: return found(Comparator::Lt, 1);
    case Greater: return found(Comparator::Gt, 1);
    case LessEqual: return found(Comparator::LtE, 1);
    case GreaterEqual: return found(Comparator::GtE, 1);
    case Equal: return found(Comparator::Eq, 1);
    case NotEqual: return found(Comparator::NotEq, 1);
    case Kw_in: return found(Comparator::In, 1);
    case Kw_is:
      return t_[1].kind == Kw_not ? found(Comparator::IsNot, 2) : found(Comparator::Is, 1);
    case Kw_not: return t_[1].kind == Kw_in && found(Comparator::NotIn, 2);
    default: return false;
  }
}

// power: await_primary ['**' factor]
Expr* TreeBuilder::power() {
  const Token* begin = t_;
  Expr* base = await_primary();
  if (!at(DoubleStar)) {
    return base;
  }
  auto* binary = start<BinOp>(begin);
  ++t_;
  if (!enter()) {
    leave();
    return error_expr();
  }
  binary->left = base;
  binary->op = Operator::Pow;
  binary->right = prefix_operation(kProduct);
  leave();
  return close(binary);
}

Expr* TreeBuilder::await_primary() {
  if (!at(Kw_await)) {
    return primary();
  }
  auto* node = start<Await>(t_++);
  node->value = primary();
  return close(node);
}

Expr* TreeBuilder::primary() {
  const Token* begin = t_;
  Expr* value = atom();
  for (;;) {
    switch (t_->kind) {
      case Dot: value = attribute(begin, value); break;
      case LeftParen: value = call(begin, value); break;
      case LeftBracket: value = subscript(begin, value); break;
      default: return value;
    }
  }
}

Expr* TreeBuilder::attribute(const Token* begin, Expr* value) {
  auto* node = start<Attribute>(begin);
  ++t_;
  node->value = value;
  node->attr = t_->name;
  node->attr_begin = t_->begin;
  expect(TokenKind::Name, "expected a name after '.'");
  return close(node);
}

Expr* TreeBuilder::call(const Token* begin, Expr* func) {
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
  split_arguments(arguments, &node->args, &node->keywords);
  leave();
  return close(node);
}

// Positional and keyword arguments may be mixed (f(*a, k=1, *b)); the tree has them in two lists.
void TreeBuilder::split_arguments(Mark arguments, ExprList* positional,
                                  List<Keyword*>* keywords) {
  const auto first = scratch_.begin() + static_cast<std::ptrdiff_t>(arguments);
  const auto is_positional = [](const Node* n) { return n->kind != Kind::Keyword; };
  auto middle = std::find_if_not(first, scratch_.end(), is_positional);
  if (std::any_of(middle, scratch_.end(), is_positional)) {
    middle = std::stable_partition(middle, scratch_.end(), is_positional);
  }
  *keywords = take_list<Keyword>(static_cast<Mark>(middle - scratch_.begin()));
  *positional = take_list<Expr>(arguments);
}

void TreeBuilder::call_argument(bool* seen_keyword, bool* seen_double_star) {
  const Token* begin = t_;
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
    auto* generator = start<ElementComp>(begin - 1, Kind::GeneratorExp);
    generator->elt = value;
    generator->generators = comprehension_clauses(value);
    close(generator);
    generator->end = t_->end;  // the call's own parentheses are the generator's
    value = generator;
  }
  push(value);
}

Expr* TreeBuilder::subscript(const Token* begin, Expr* value) {
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
  const Token* begin = t_;
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
  const Token* begin = t_;
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

Expr* TreeBuilder::atom() {
  switch (t_->kind) {
    case TokenKind::Name: {
      auto* node = start<syntax::Name>(t_);
      node->name = t_->name;
      ++t_;
      return close(node);
    }
    case Number: return number();
    case String:
    case FStringStart: return strings();
    case LeftParen: return parenthesized();
    case LeftBracket: return list_display();
    case LeftBrace: return dict_or_set_display();
    case Kw_None: return constant(ConstantKind::None);
    case Kw_True: return constant(ConstantKind::True);
    case Kw_False: return constant(ConstantKind::False);
    case Ellipsis: return constant(ConstantKind::Ellipsis);
    default:
      fail("invalid syntax");
      return error_expr();
  }
}

Expr* TreeBuilder::constant(ConstantKind type) {
  auto* node = start<Constant>(t_);
  node->type = type;
  ++t_;
  return close(node);
}

Expr* TreeBuilder::number() {
  auto* node = start<Constant>(t_);
  node->value = text_.slice(t_->span());
  const char second = node->value.size() > 1 ? static_cast<char>(node->value[1] | 0x20) : '\0';
  const bool based = node->value[0] == '0' && (second == 'x' || second == 'o' || second == 'b');
  if (based) {
    node->type = ConstantKind::Int;
  } else if ((node->value.back() | 0x20) == 'j') {
    node->type = ConstantKind::Complex;
  } else if (std::any_of(node->value.begin(), node->value.end(),
                         [](char c) { return c == '.' || (c | 0x20) == 'e'; })) {
    node->type = ConstantKind::Float;
  } else {
    node->type = ConstantKind::Int;
  }
  ++t_;
  return close(node);
}

// '(' [yield | generator | star_named_expressions] ')'
Expr* TreeBuilder::parenthesized() {
  if (!enter()) {
    leave();
    return error_expr();
  }
  const Token* begin = t_++;
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
  const Token* begin = t_++;
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
  const Token* begin = t_++;
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

Expr* TreeBuilder::dict_display(const Token* begin, Expr* first_key) {
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
  scratch_.resize(items);
  dict->keys = {keys, count};
  dict->values = {values, count};
}

Expr* TreeBuilder::set_display(const Token* begin, Expr* first) {
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

// yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
Expr* TreeBuilder::yield_expression() {
  const Token* begin = t_++;
  if (accept(Kw_from)) {
    auto* node = start<YieldFrom>(begin);
    node->value = expression();
    return close(node);
  }
  auto* node = start<Yield>(begin);
  if (starts_expression(t_->kind)) {
    node->value = star_expressions();
  }
  return close(node);
}

Expr* TreeBuilder::lambda() {
  auto* node = start<Lambda>(t_++);
  node->args = parameters(Colon, false);
  expect(Colon, "expected ':' in lambda");
  node->body = expression();
  return close(node);
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

// ---- parameters ------------------------------------------------------------------------------------

// The parameters of a def (annotated) or lambda, up to but without `end`.
Arguments* TreeBuilder::parameters(TokenKind end, bool annotated) {
  auto* node = start<Arguments>(t_);
  const Mark all = mark();
  Passing passing = Passing::Plain;
  bool seen_default = false;
  bool bare_star = false;
  while (!at(end) && !failed()) {
    if (at(Slash)) {
      positional_only_marker(all, passing);
    } else if (accept(Star)) {
      if (passing == Passing::KeywordOnly) {
        fail("* argument may appear only once");
      }
      passing = Passing::KeywordOnly;
      bare_star = at(Comma);
      if (!bare_star) {
        push(parameter(Passing::VarPositional, annotated));
      }
    } else if (accept(DoubleStar)) {
      if (bare_star) {
        fail("named arguments must follow bare *");
      }
      push(parameter(Passing::VarKeyword, annotated));
      accept(Comma);
      if (!at(end)) {
        fail("arguments cannot follow var-keyword argument");
      }
      break;
    } else {
      Arg* arg = parameter(passing, annotated);
      bare_star = false;
      if (passing == Passing::Plain && arg->default_value == nullptr && seen_default) {
        fail_at(*arg, "parameter without a default follows parameter with a default");
      }
      seen_default |= arg->default_value != nullptr;
      push(arg);
    }
    if (!accept(Comma)) {
      break;
    }
  }
  if (bare_star) {
    fail("named arguments must follow bare *");
  }
  node->all = take_list<Arg>(all);
  if (node->all.empty()) {
    node->end = node->begin;
    ++tree_.node_count_;
    return node;
  }
  return close(node);
}

// `/`: what stands before it is positional-only (PEP 570).
void TreeBuilder::positional_only_marker(Mark all, Passing passing) {
  const bool first = scratch_.size() == all;
  if (first || passing != Passing::Plain ||
      static_cast<Arg*>(scratch_[all])->passing == Passing::PositionalOnly) {
    fail("at least one argument must precede / and it may appear only once");
    return;
  }
  for (std::size_t i = all; i < scratch_.size(); ++i) {
    static_cast<Arg*>(scratch_[i])->passing = Passing::PositionalOnly;
  }
  ++t_;
}

Arg* TreeBuilder::parameter(Passing passing, bool annotated) {
  auto* arg = start<Arg>(t_);
  arg->passing = passing;
  arg->name = t_->name;
  expect(TokenKind::Name, "expected a parameter name");
  if (annotated && accept(Colon)) {
    const bool starred = passing == Passing::VarPositional && at(Star);
    if (starred) {
      needs(11, t_->span(), "a starred annotation of *args");
    }
    arg->annotation = starred ? star_expression() : expression();
  }
  close(arg);
  if (at(TokenKind::Assign)) {
    if (passing == Passing::VarPositional || passing == Passing::VarKeyword) {
      fail("var-positional and var-keyword arguments cannot have a default value");
      return arg;
    }
    ++t_;
    arg->default_value = expression();
  }
  return arg;
}

// ---- targets ---------------------------------------------------------------------------------------

// Marks `target` as assigned to or deleted; fails where it cannot be.
bool TreeBuilder::set_context(Expr* target, Context context) {
  const auto each = [&](const ExprList& elements) {
    for (Expr* element : elements) {
      if (!set_context(element, context)) {
        return false;
      }
    }
    return true;
  };
  switch (target->kind) {
    case Kind::Name:
    case Kind::Attribute:
    case Kind::Subscript:
      target->context = context;
      return true;
    case Kind::Tuple:
      target->context = context;
      return each(static_cast<Tuple*>(target)->elts);
    case Kind::ListExpr:
      target->context = context;
      return each(static_cast<ListExpr*>(target)->elts);
    case Kind::Starred:
      if (context == Context::Store) {
        target->context = context;
        return set_context(static_cast<Starred*>(target)->value, context);
      }
      [[fallthrough]];
    default:
      fail_at(*target, context == Context::Del ? "cannot delete this expression"
                                               : "cannot assign to this expression");
      return false;
  }
}

}  // namespace fastidious::syntax
