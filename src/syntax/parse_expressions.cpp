// Expressions: operators by precedence climbing, so that a chain of them is a loop and not a ladder
// of calls (reference, 6.17).

#include <algorithm>
#include <array>
#include <utility>

#include "base/known_names.h"
#include "syntax/expression_starts.h"
#include "syntax/parser.h"
#include "syntax/precedence.h"

namespace fastidious::syntax {
namespace {

using enum TokenKind;

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
  for (TokenKind kind :
       {Less, Greater, LessEqual, GreaterEqual, Equal, NotEqual, Kw_in, Kw_is, Kw_not}) {
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
  return starts_named_expression(kind) || kind == Kw_yield;
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
  const Place begin = here();
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
  const Place begin = here();
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
  const Place begin = here();
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
    default: return power();
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

Expr* TreeBuilder::bool_operation(Place begin, Expr* first, BoolOperator op) {
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

Expr* TreeBuilder::comparison(Place begin, Expr* left) {
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
  const Place begin = here();
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
  const Place begin = here();
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
    default: fail("invalid syntax"); return error_expr();
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

// yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
Expr* TreeBuilder::yield_expression() {
  const Place begin = next();
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

// ---- targets ------------------------------------------------------------------------------------

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
    case Kind::Subscript: target->context = context; return true;
    case Kind::Tuple: target->context = context; return each(static_cast<Tuple*>(target)->elts);
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
