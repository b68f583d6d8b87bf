// Statements: one after another, recovery between them, and the simple ones (reference, chapter 7).

#include "base/known_names.h"
#include "base/limits.h"
#include "syntax/parser.h"

namespace fastidious::syntax {
namespace {

using enum TokenKind;

bool ends_simple_statement(TokenKind kind) {
  return kind == Newline || kind == Semicolon || kind == EndOfFile;
}

bool augmenting_operator(TokenKind kind, Operator* op) {
  switch (kind) {
    case PlusAssign: *op = Operator::Add; return true;
    case MinusAssign: *op = Operator::Sub; return true;
    case StarAssign: *op = Operator::Mult; return true;
    case SlashAssign: *op = Operator::Div; return true;
    case DoubleSlashAssign: *op = Operator::FloorDiv; return true;
    case PercentAssign: *op = Operator::Mod; return true;
    case AtAssign: *op = Operator::MatMult; return true;
    case AmpersandAssign: *op = Operator::BitAnd; return true;
    case BarAssign: *op = Operator::BitOr; return true;
    case CaretAssign: *op = Operator::BitXor; return true;
    case LeftShiftAssign: *op = Operator::LShift; return true;
    case RightShiftAssign: *op = Operator::RShift; return true;
    case DoubleStarAssign: *op = Operator::Pow; return true;
    default: return false;
  }
}

}  // namespace

// Pushes statements until `end`, which is left in place.
void TreeBuilder::statements_until(TokenKind end) {
  while (!at(end) && !at(EndOfFile)) {
    statement();
  }
}

// One statement, or the simple statements of one line; never fails.
void TreeBuilder::statement() {
  const Place begin = here();
  const Mark before = mark();
  if (at(Indent)) {
    // Lines deeper than the ones around them: an error, but their statements count all the same.
    fail("unexpected indent");
    t_ = std::exchange(failed_at_, nullptr) + 1;
    statements_until(Dedent);
    accept(Dedent);
    return;
  }
  if (Stmt* compound = compound_statement(); compound != nullptr && !failed()) {
    push(compound);
  } else if (compound == nullptr && !failed()) {
    simple_statements();
  }
  if (failed()) {
    scratch_.shrink(std::min(scratch_.size(), before));
    forget_nodes(begin.first);
    recover(begin);
  }
}

// How many of the indented blocks that open between two tokens are still open at the second one.
static int open_blocks(const Token* begin, const Token* end) {
  int open = 0;
  for (const Token* token = begin; token != end; ++token) {
    open += token->kind == Indent;
    open -= token->kind == Dedent;
  }
  return open;
}

// Goes behind the logical line at which parsing stopped. The blocks that are open there, and the
// line's own block if it has one, are parsed as statements of this level, so that one bad header
// does not hide what stands below it.
void TreeBuilder::recover(Place begin) {
  t_ = std::exchange(failed_at_, nullptr);
  while (!at(Newline) && !at(EndOfFile) && !at(Dedent) && !at(Indent)) {
    ++t_;
  }
  accept(Newline);
  int open = open_blocks(begin, t_);
  push(close(start<ErrorStmt>(begin)));
  for (open += accept(Indent); open > 0; --open) {
    statements_until(Dedent);
    accept(Dedent);
  }
}

// A compound statement, or null if none begins here.
Stmt* TreeBuilder::compound_statement() {
  const Place begin = here();
  switch (t_->kind) {
    case Kw_if: return if_statement(false);
    case Kw_while: return while_statement();
    case Kw_for: return for_statement(begin, false);
    case Kw_with: return with_statement(begin, false);
    case Kw_try: return try_statement();
    case Kw_def: return function_definition(begin, false, {});
    case Kw_class: return class_definition(begin, {});
    case At: return decorated();
    case Kw_async: return async_statement();
    case TokenKind::Name:
      return t_->name == names::match && at_match_statement() ? match_statement() : nullptr;
    default: return nullptr;
  }
}

Stmt* TreeBuilder::async_statement() {
  const Place begin = next();
  switch (t_->kind) {
    case Kw_def: return function_definition(begin, true, {});
    case Kw_for: return for_statement(begin, true);
    case Kw_with: return with_statement(begin, true);
    default: fail("expected 'def', 'with' or 'for' after 'async'"); return nullptr;
  }
}

// simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE
void TreeBuilder::simple_statements() {
  do {
    Stmt* parsed = simple_statement();
    if (failed()) {
      return;
    }
    push(parsed);
  } while (accept(Semicolon) && !at(Newline) && !at(EndOfFile));
  if (!at(EndOfFile)) {
    expect(Newline, "invalid syntax");
  }
}

Stmt* TreeBuilder::simple_statement() {
  switch (t_->kind) {
    case Kw_return: return return_statement();
    case Kw_import: return import_statement();
    case Kw_from: return import_from_statement();
    case Kw_raise: return raise_statement();
    case Kw_pass: return close(start<Pass>(t_++));
    case Kw_break: return close(start<Break>(t_++));
    case Kw_continue: return close(start<Continue>(t_++));
    case Kw_del: return delete_statement();
    case Kw_assert: return assert_statement();
    case Kw_global: return scope_declaration(Kind::Global);
    case Kw_nonlocal: return scope_declaration(Kind::Nonlocal);
    case TokenKind::Name:
      if (t_->name == names::type && at_type_alias()) {
        return type_alias_statement();
      }
      [[fallthrough]];
    default: return expression_statement();
  }
}

// star_expressions, and what may follow them: = := : +=
Stmt* TreeBuilder::expression_statement() {
  const Place begin = here();
  Expr* first = at(Kw_yield) ? yield_expression() : star_expressions();
  Operator op;
  if (at(TokenKind::Assign)) {
    return assignment(begin, first);
  }
  if (at(Colon)) {
    return annotated_assignment(begin, first);
  }
  if (augmenting_operator(t_->kind, &op)) {
    return augmented_assignment(begin, first, op);
  }
  auto* statement = start<ExprStmt>(begin);
  statement->value = first;
  return close(statement);
}

// (star_targets '=')+ (yield_expr | star_expressions)
Stmt* TreeBuilder::assignment(Place begin, Expr* first) {
  auto* node = start<syntax::Assign>(begin);
  const Mark targets = mark();
  Expr* last = first;
  while (accept(TokenKind::Assign)) {
    if (!set_context(last, Context::Store)) {
      return nullptr;
    }
    push(last);
    last = at(Kw_yield) ? yield_expression() : star_expressions();
  }
  node->targets = take_list<Expr>(targets);
  node->value = last;
  return close(node);
}

Stmt* TreeBuilder::annotated_assignment(Place begin, Expr* target) {
  const bool is_name = target->kind == Kind::Name;
  if (!is_name && target->kind != Kind::Attribute && target->kind != Kind::Subscript) {
    fail_at(*target, "only single target (not tuple or list) can be annotated");
    return nullptr;
  }
  auto* node = start<AnnAssign>(begin);
  node->target = target;
  node->simple = is_name && !target->parenthesized;
  set_context(target, Context::Store);
  ++t_;
  node->annotation = expression();
  if (accept(TokenKind::Assign)) {
    node->value = at(Kw_yield) ? yield_expression() : star_expressions();
  }
  return close(node);
}

Stmt* TreeBuilder::augmented_assignment(Place begin, Expr* target, Operator op) {
  if (target->kind != Kind::Name && target->kind != Kind::Attribute &&
      target->kind != Kind::Subscript) {
    fail_at(*target, "illegal expression for augmented assignment");
    return nullptr;
  }
  auto* node = start<AugAssign>(begin);
  set_context(target, Context::Store);
  ++t_;
  node->target = target;
  node->op = op;
  node->value = at(Kw_yield) ? yield_expression() : star_expressions();
  return close(node);
}

Stmt* TreeBuilder::return_statement() {
  auto* node = start<Return>(t_++);
  if (!ends_simple_statement(t_->kind)) {
    node->value = star_expressions();
  }
  return close(node);
}

Stmt* TreeBuilder::delete_statement() {
  auto* node = start<Delete>(t_++);
  const Mark targets = mark();
  do {
    Expr* target = primary();
    set_context(target, Context::Del);
    push(target);
  } while (accept(Comma) && !ends_simple_statement(t_->kind));
  node->targets = take_list<Expr>(targets);
  return close(node);
}

Stmt* TreeBuilder::raise_statement() {
  auto* node = start<Raise>(t_++);
  if (!ends_simple_statement(t_->kind)) {
    node->exc = expression();
    if (accept(Kw_from)) {
      node->cause = expression();
    }
  }
  return close(node);
}

Stmt* TreeBuilder::assert_statement() {
  auto* node = start<Assert>(t_++);
  node->test = expression();
  if (accept(Comma)) {
    node->msg = expression();
  }
  return close(node);
}

Stmt* TreeBuilder::scope_declaration(Kind kind) {
  auto* node = start<NameList>(t_++, kind);
  std::vector<Token> declared;
  do {
    declared.push_back(*t_);
    if (!expect(TokenKind::Name, "expected a name")) {
      return nullptr;
    }
  } while (accept(Comma));
  auto* identifiers = arena().make_array<Identifier>(declared.size());
  auto* spans = arena().make_array<Span>(declared.size());
  for (std::size_t i = 0; i < declared.size(); ++i) {
    identifiers[i] = declared[i].name;
    spans[i] = declared[i].span();
  }
  const auto count = static_cast<std::uint32_t>(declared.size());
  node->names = {identifiers, count};
  node->name_spans = {spans, count};
  return close(node);
}

// `type` is a keyword only before NAME ['['…']'] '=' (PEP 695).
bool TreeBuilder::at_type_alias() const {
  return t_[1].kind == TokenKind::Name &&
         (t_[2].kind == TokenKind::Assign || t_[2].kind == LeftBracket);
}

Stmt* TreeBuilder::type_alias_statement() {
  needs(12, t_->span(), "a type alias statement");
  auto* node = start<TypeAlias>(t_++);
  node->name = atom();
  set_context(node->name, Context::Store);
  node->type_params = type_parameters();
  expect(TokenKind::Assign, "expected '=' in type alias");
  node->value = expression();
  return close(node);
}

// ---- imports ------------------------------------------------------------------------------------

Stmt* TreeBuilder::import_statement() {
  auto* node = start<Import>(t_++);
  const Mark names = mark();
  do {
    auto* alias = start<Alias>(t_);
    alias->name = dotted_name(&alias->first_part);
    optional_as_name(alias);
    push(close(alias));
  } while (accept(Comma));
  node->names = take_list<Alias>(names);
  tree_.imports_.push_back(node);
  return close(node);
}

void TreeBuilder::optional_as_name(Alias* alias) {
  if (accept(Kw_as)) {
    alias->asname = t_->name;
    alias->asname_span = t_->span();
    expect(TokenKind::Name, "expected a name after 'as'");
  }
}

// NAME ('.' NAME)*, without any blanks that may stand in it.
std::string_view TreeBuilder::dotted_name(Identifier* first_part) {
  const Token* begin = t_;
  *first_part = t_->name;
  if (!expect(TokenKind::Name, "expected a module name")) {
    return {};
  }
  while (accept(Dot)) {
    expect(TokenKind::Name, "expected a name after '.'");
  }
  if (failed()) {
    return {};
  }
  std::string dotted;
  for (const Token* part = begin; part < t_; part += 2) {
    dotted += part == begin ? "" : ".";
    dotted += names_.table().text(part->name);
  }
  return keep(dotted);
}

Stmt* TreeBuilder::import_from_statement() {
  auto* node = start<ImportFrom>(t_++);
  for (;; ++t_) {
    if (at(Dot)) {
      node->level += 1;
    } else if (at(TokenKind::Ellipsis)) {
      node->level += 3;
    } else {
      break;
    }
  }
  if (node->level == 0 || !at(Kw_import)) {
    Identifier first_part;
    node->module = dotted_name(&first_part);
  }
  expect(Kw_import, "expected 'import'");
  imported_names(node);
  tree_.imports_.push_back(node);
  return close(node);
}

void TreeBuilder::imported_names(ImportFrom* import) {
  const Mark names = mark();
  if (at(Star)) {
    auto* alias = start<Alias>(t_++);
    alias->name = "*";
    push(close(alias));
  } else {
    const bool in_parentheses = accept(LeftParen);
    do {
      auto* alias = start<Alias>(t_);
      alias->first_part = t_->name;
      alias->name = at(TokenKind::Name) ? names_.table().text(t_->name) : std::string_view{};
      expect(TokenKind::Name, "expected a name to import");
      optional_as_name(alias);
      push(close(alias));
    } while (accept(Comma) && !(in_parentheses && at(RightParen)));
    if (in_parentheses) {
      expect(RightParen, "expected ',' or ')'");
    }
  }
  import->names = take_list<Alias>(names);
}

}  // namespace fastidious::syntax
