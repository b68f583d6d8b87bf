// Compound statements (reference, chapter 8).

#include "base/known_names.h"
#include "syntax/parser.h"

namespace fastidious::syntax {
namespace {

using enum TokenKind;

bool is_bare_generator(const Node& node) {
  return node.is(Kind::GeneratorExp) && !static_cast<const Expr&>(node).parenthesized;
}

// Whether CPython 3.8 takes it: dotted_name [ '(' [arglist] ')' ] (PEP 614 lifted that).
bool is_plain_decorator(const Expr* decorator) {
  const auto* call = decorator->as<Call>();
  const Expr* name = call != nullptr && !call->parenthesized ? call->func : decorator;
  for (; !name->parenthesized; name = static_cast<const Attribute*>(name)->value) {
    if (!name->is(Kind::Attribute)) {
      return name->is(Kind::Name);
    }
  }
  return false;
}

}  // namespace

// ':' then an indented block or the rest of the line.
StmtList TreeBuilder::block() {
  const Mark body = mark();
  if (!expect(Colon, "expected ':'") || !enter()) {
    leave();
    return {};
  }
  if (!accept(Newline)) {
    simple_statements();
  } else if (expect(Indent, "expected an indented block")) {
    statements_until(Dedent);
    accept(Dedent);
  }
  leave();
  return failed() ? StmtList{} : take_list<Stmt>(body);
}

StmtList TreeBuilder::optional_block(TokenKind keyword) {
  return accept(keyword) ? block() : StmtList{};
}

// A chain of `elif`s is built in a loop: each is the orelse of the one before.
Stmt* TreeBuilder::if_statement(bool is_elif) {
  auto* first = start<If>(t_);
  first->is_elif = is_elif;
  const Mark chain = mark();
  If* node = first;
  for (;;) {
    ++t_;
    node->test = named_expression();
    node->body = block();
    push(node);
    if (failed() || !at(Kw_elif)) {
      break;
    }
    auto* next = start<If>(t_);
    next->is_elif = true;
    Stmt** only = arena().make_array<Stmt*>(1);
    only[0] = next;
    node->orelse = {only, 1};
    node = next;
  }
  if (!failed()) {
    node->orelse = optional_block(Kw_else);
  }
  for (std::size_t i = scratch_.size(); i-- > chain && !failed();) {
    close_block(scratch_[i]);
  }
  scratch_.shrink(chain);
  return first;
}

Stmt* TreeBuilder::while_statement() {
  auto* node = start<While>(t_++);
  node->test = named_expression();
  node->body = block();
  node->orelse = optional_block(Kw_else);
  return close_block(node);
}

Stmt* TreeBuilder::for_statement(Place begin, bool is_async) {
  auto* node = start<For>(begin, is_async ? Kind::AsyncFor : Kind::For);
  ++t_;
  node->target = target_list();
  expect(Kw_in, "expected 'in'");
  node->iter = star_expressions();
  node->body = block();
  node->orelse = optional_block(Kw_else);
  return close_block(node);
}

Stmt* TreeBuilder::with_statement(Place begin, bool is_async) {
  auto* node = start<With>(begin, is_async ? Kind::AsyncWith : Kind::With);
  ++t_;
  const Mark items = mark();
  const Token* open = t_;
  const bool in_parentheses = at(LeftParen) && attempt([&] { return parenthesized_with_items(); });
  if (!in_parentheses) {
    with_items_until(Colon);
  }
  node->items = take_list<WithItem>(items);
  if (in_parentheses && (node->items.size() > 1 || t_[-2].kind == Comma ||
                         (node->items.size() == 1 && node->items[0]->optional_vars != nullptr))) {
    needs(9, open->span(), "with statements in parentheses");
  }
  node->body = block();
  return close_block(node);
}

// '(' with_item (',' with_item)* [','] ')' ':' (since 3.9); a tuple or a parenthesised expression
// looks alike until the colon.
bool TreeBuilder::parenthesized_with_items() {
  ++t_;
  with_items_until(RightParen);
  return accept(RightParen) && at(Colon);
}

void TreeBuilder::with_items_until(TokenKind end) {
  do {
    push(with_item());
  } while (accept(Comma) && !at(end) && !failed());
}

WithItem* TreeBuilder::with_item() {
  auto* item = start<WithItem>(t_);
  item->context_expr = expression();
  if (accept(Kw_as)) {
    item->optional_vars = star_target();
    set_context(item->optional_vars, Context::Store);
  }
  return close(item);
}

Stmt* TreeBuilder::try_statement() {
  const Place begin = next();
  const StmtList body = block();
  const Mark handlers = mark();
  const bool is_star = at(Kw_except) && t_[1].kind == Star;
  while (at(Kw_except)) {
    push(except_handler(is_star));
  }
  auto* node = start<Try>(begin, is_star ? Kind::TryStar : Kind::Try);
  node->body = body;
  node->handlers = take_list<ExceptHandler>(handlers);
  if (!node->handlers.empty()) {
    node->orelse = optional_block(Kw_else);
  }
  node->finalbody = optional_block(Kw_finally);
  if (node->handlers.empty() && node->finalbody.empty()) {
    fail("expected 'except' or 'finally' block");
  }
  return close_block(node);
}

// `is_star` is what the first handler of the try statement is.
ExceptHandler* TreeBuilder::except_handler(bool is_star) {
  auto* handler = start<ExceptHandler>(t_);
  const Token* keyword = t_++;
  if (at(Star) != is_star) {
    fail("cannot have both 'except' and 'except*' on the same 'try'");
  }
  if (accept(Star)) {
    needs(11, keyword->span(), "except*");
  }
  if (at(Colon) && is_star) {
    fail("expected one or more exception types");
  }
  if (!at(Colon)) {
    const Token* type = t_;
    handler->type = expression_list(&TreeBuilder::expression);
    if (handler->type->kind == Kind::Tuple && !handler->type->parenthesized) {
      needs(14, type->span(), "except without parentheses");
    }
    if (at(Kw_as) && handler->type->is(Kind::Tuple) && !handler->type->parenthesized) {
      fail_at(*handler->type, "multiple exception types must be parenthesized when using 'as'");
    }
    if (accept(Kw_as)) {
      handler->name = t_->name;
      handler->name_span = t_->span();
      expect(TokenKind::Name, "expected a name after 'as'");
    }
  }
  handler->body = block();
  return close_block(handler);
}

// ---- definitions --------------------------------------------------------------------------------

// ('@' named_expression NEWLINE)+ (function_def | class_def)
Stmt* TreeBuilder::decorated() {
  const std::uint32_t first = here().first;
  const Mark decorators = mark();
  while (accept(At)) {
    Expr* decorator = named_expression();
    if (!is_plain_decorator(decorator)) {
      needs(9, decorator->span(), "a decorator that is more than a dotted name and a call");
    }
    push(decorator);
    expect(Newline, "expected a newline after a decorator");
  }
  const ExprList list = take_list<Expr>(decorators);
  const Place begin = {t_, first};
  const bool is_async = at(Kw_async) && t_[1].kind == Kw_def;
  t_ += is_async;
  if (at(Kw_def)) {
    return function_definition(begin, is_async, list);
  }
  if (at(Kw_class)) {
    return class_definition(begin, list);
  }
  fail("expected a function or class after a decorator");
  return nullptr;
}

Stmt* TreeBuilder::function_definition(Place begin, bool is_async, ExprList decorators) {
  auto* node = start<FunctionDef>(begin, is_async ? Kind::AsyncFunctionDef : Kind::FunctionDef);
  node->decorator_list = decorators;
  ++t_;
  node->name = t_->name;
  node->name_span = t_->span();
  expect(TokenKind::Name, "expected a function name");
  node->type_params = type_parameters();
  expect(LeftParen, "expected '('");
  node->args = parameters(RightParen, true);
  expect(RightParen, "expected ')'");
  if (accept(Arrow)) {
    node->returns = expression();
  }
  node->body = block();
  return close_block(node);
}

Stmt* TreeBuilder::class_definition(Place begin, ExprList decorators) {
  auto* node = start<ClassDef>(begin);
  node->decorator_list = decorators;
  ++t_;
  node->name = t_->name;
  node->name_span = t_->span();
  expect(TokenKind::Name, "expected a class name");
  node->type_params = type_parameters();
  if (accept(LeftParen)) {
    const Mark arguments = mark();
    bool seen_keyword = false;
    bool seen_double_star = false;
    while (!at(RightParen) && !failed()) {
      call_argument(&seen_keyword, &seen_double_star);
      if (!accept(Comma)) {
        break;
      }
    }
    if (scratch_.size() > arguments && is_bare_generator(*scratch_.back())) {
      fail_at(*scratch_.back(), "a generator cannot be a base class");
    }
    expect(RightParen, "expected ')'");
    split_arguments(arguments, seen_keyword, &node->bases, &node->keywords);
  }
  node->body = block();
  return close_block(node);
}

List<TypeParam*> TreeBuilder::type_parameters() {
  if (!at(LeftBracket)) {
    return {};
  }
  needs(12, t_->span(), "type parameters");
  ++t_;
  const Mark parameters = mark();
  while (!at(RightBracket) && !failed()) {
    push(type_parameter());
    if (!accept(Comma)) {
      break;
    }
  }
  if (scratch_.size() == parameters) {
    fail("type parameter list cannot be empty");
  }
  expect(RightBracket, "expected ']'");
  return take_list<TypeParam>(parameters);
}

// NAME [':' expression] ['=' expression] | '*' NAME ['=' …] | '**' NAME ['=' …]
TypeParam* TreeBuilder::type_parameter() {
  const Place begin = here();
  Kind kind = Kind::TypeVar;
  if (accept(Star)) {
    kind = Kind::TypeVarTuple;
  } else if (accept(DoubleStar)) {
    kind = Kind::ParamSpec;
  }
  auto* node = start<TypeParam>(begin, kind);
  node->name = t_->name;
  expect(TokenKind::Name, "expected a type parameter name");
  if (kind == Kind::TypeVar && accept(Colon)) {
    node->bound = expression();
  }
  if (at(TokenKind::Assign)) {
    needs(13, t_->span(), "a type parameter default");
    ++t_;
    node->default_value = kind == Kind::TypeVarTuple ? star_expression() : expression();
  }
  return close(node);
}

}  // namespace fastidious::syntax
