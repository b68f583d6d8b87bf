#pragma once
// Recursive descent over the tokens of one file
// (https://docs.python.org/3.14/reference/grammar.html).
//
// Parsing never fails. At the first error of a logical line the cursor moves to a sentinel token
// that no rule of the grammar accepts, so every loop ends by itself; the statement level then
// records an ErrorStmt and goes on behind the line.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "syntax/node_stack.h"
#include "syntax/string_prefix.h"
#include "syntax/tree.h"

namespace fastidious::syntax {

class TreeBuilder {
 public:
  TreeBuilder(const SourceText& text, TokenStream& tokens, IdentifierCache& names,
              std::shared_ptr<Arena> arena);
  Tree run();

 private:
  // Remembers where the scratch stack stood; what is pushed later becomes a list.
  using Mark = std::size_t;

  // Where a node begins: its first token, and how many nodes were complete there. Those that are
  // complete later, up to the node itself, are its subtree.
  struct Place {
    const Token* token = nullptr;
    std::uint32_t first = 0;
    operator const Token*() const { return token; }
    const Token* operator->() const { return token; }
  };

  // ---- statements (parse_statements.cpp, parse_compound.cpp)
  void statements_until(TokenKind end);
  void statement();
  void recover(Place begin);
  Stmt* compound_statement();
  void simple_statements();
  Stmt* simple_statement();
  Stmt* expression_statement();
  Stmt* assignment(Place begin, Expr* first);
  Stmt* annotated_assignment(Place begin, Expr* target);
  Stmt* augmented_assignment(Place begin, Expr* target, Operator op);
  Stmt* return_statement();
  Stmt* delete_statement();
  Stmt* raise_statement();
  Stmt* assert_statement();
  Stmt* import_statement();
  Stmt* import_from_statement();
  void optional_as_name(Alias* alias);
  void imported_names(ImportFrom* import);
  std::string_view dotted_name(Identifier* first_part);
  Stmt* scope_declaration(Kind kind);
  Stmt* type_alias_statement();
  bool at_type_alias() const;
  StmtList block();
  Stmt* if_statement(bool is_elif);
  Stmt* while_statement();
  Stmt* async_statement();
  Stmt* for_statement(Place begin, bool is_async);
  Stmt* with_statement(Place begin, bool is_async);
  bool parenthesized_with_items();
  void with_items_until(TokenKind end);
  WithItem* with_item();
  Stmt* try_statement();
  ExceptHandler* except_handler(bool is_star);
  StmtList optional_block(TokenKind keyword);
  Stmt* decorated();
  Stmt* function_definition(Place begin, bool is_async, ExprList decorators);
  Stmt* class_definition(Place begin, ExprList decorators);
  List<TypeParam*> type_parameters();
  TypeParam* type_parameter();

  // ---- match (parse_patterns.cpp)
  bool at_match_statement();
  Stmt* match_statement();
  MatchCase* match_case();
  Pattern* patterns();
  Pattern* as_pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* maybe_star_pattern();
  List<Pattern*> sequence_elements(TokenKind closing);
  Pattern* group_or_sequence_pattern();
  Pattern* mapping_pattern();
  Pattern* name_or_class_pattern();
  Pattern* class_pattern(Place begin, Expr* cls);
  Pattern* literal_pattern();
  Expr* literal_pattern_value();
  Expr* signed_number();
  bool is_imaginary(const Token& token) const;
  Expr* primary_name();
  Pattern* error_pattern();

  // ---- expressions (parse_expressions.cpp, _trailers, _displays, _parameters)
  Expr* expression();        // no walrus, no star, no tuple
  Expr* named_expression();  // with walrus
  Expr* star_expressions();  // a tuple if there is a comma
  Expr* star_expression();
  Expr* star_named_expression();
  Expr* expression_list(Expr* (TreeBuilder::*element)());
  Expr* target_list();
  Expr* star_target();
  Expr* operation(int lowest);
  Expr* prefix_operation(int lowest);
  Expr* bool_operation(Place begin, Expr* first, BoolOperator op);
  Expr* comparison(Place begin, Expr* left);
  bool comparator(Comparator* op);
  Expr* power();
  Expr* await_primary();
  Expr* primary();
  Expr* call(Place begin, Expr* func);
  void call_argument(bool* seen_keyword, bool* seen_double_star);
  void split_arguments(Mark arguments, bool seen_keyword, ExprList* positional,
                       List<Keyword*>* keywords);
  Expr* attribute(Place begin, Expr* value);
  Expr* subscript(Place begin, Expr* value);
  Expr* slices();
  Expr* slice();
  Expr* atom();
  Expr* parenthesized();
  Expr* list_display();
  Expr* dict_or_set_display();
  Expr* dict_display(Place begin, Expr* first_key);
  void take_dict_items(Dict* dict, Mark items);
  Expr* set_display(Place begin, Expr* first);
  Expr* yield_expression();
  Expr* lambda();
  Expr* constant(ConstantKind type);
  Expr* number();
  List<Comprehension*> comprehension_clauses(const Expr* element);
  Comprehension* comprehension_clause();
  Expr* comprehension_condition();
  bool at_comprehension() const;
  Arguments* parameters(TokenKind end, bool annotated);
  Arg* parameter(Passing passing, bool annotated);
  void positional_only_marker(Mark all, Passing passing);
  bool set_context(Expr* target, Context context);

  // ---- strings (parse_strings.cpp)
  struct StringParts {
    Place begin;
    Mark values = 0;   // constants and fields, on the scratch stack
    std::string text;  // literal text that waits to become a Constant
    Span text_span;
    bool has_text = false;
    bool bytes = false;
    bool has_u_prefix = false;
    bool formatted = false;
    bool is_template = false;
    int literals = 0;  // how many literals stand side by side
  };
  Expr* strings();
  Expr* one_plain_string();
  void plain_part(StringParts& parts);
  void interpolated_part(StringParts& parts);
  void literal_text(StringParts& parts, std::string_view raw, StringPrefix prefix, Span span);
  void fields_until(StringParts& parts, StringPrefix prefix, TokenKind end);
  void replacement_field(StringParts& parts, StringPrefix prefix);
  bool only_since_pep701(Span written) const;
  std::string without_comments(Span span) const;
  int conversion();
  Expr* format_spec(const StringParts& around, StringPrefix prefix);
  Constant* flush_text(StringParts& parts);
  Expr* joined(StringParts& parts, Place begin);
  std::string_view keep(std::string_view text) { return arena().copy(text); }

  // ---- cursor and errors (parser.cpp)
  bool at(TokenKind kind) const { return t_->kind == kind; }
  bool at_name(Identifier name) const { return t_->kind == TokenKind::Name && t_->name == name; }
  bool accept(TokenKind kind) {
    const bool here = t_->kind == kind;
    t_ += here;
    return here;
  }
  bool expect(TokenKind kind, std::string_view message) {
    const bool here = accept(kind);
    if (!here) {
      fail(message);
    }
    return here;
  }
  // Records the error (the first of its line) and ends the parsing of the line.
  void fail(std::string_view message);
  void fail_at(const Node& node, std::string_view message);
  void fail_in(Span span, std::string_view message);
  bool failed() const { return failed_at_ != nullptr; }
  // Runs `rule`; where it does not match, goes back to where it began and gives false.
  template <class Rule>
  bool attempt(Rule&& rule);
  // One level deeper; false, and an error, if that is too deep. Goes with leave() either way.
  bool enter() {
    if (++depth_ > limits::kMaxNesting) {
      fail("too deeply nested");
    }
    return !failed();
  }
  void leave() { --depth_; }
  Offset previous_end() const { return t_[-1].end; }
  void needs(std::uint8_t minor, Span span, std::string_view what);

  // ---- making nodes
  Arena& arena() { return arena_; }
  Place at_token(const Token* token) const {
    return {token, static_cast<std::uint32_t>(nodes_.size())};
  }
  Place here() const { return at_token(t_); }
  Place next() { return at_token(t_++); }
  template <class T, class... Kinds>
  T* start(Place begin, Kinds... kind) {
    T* node = new (arena().allocate(sizeof(T), alignof(T))) T(kind...);
    node->begin = begin->begin;
    node->id = NodeId{begin.first};
    return node;
  }
  template <class T, class... Kinds>
  T* start(const Token* begin, Kinds... kind) {
    return start<T>(at_token(begin), kind...);
  }
  // Notes that a node is complete.
  template <class T>
  T* kept(T* node) {
    nodes_.push(node);
    return node;
  }
  // Notes one without children as complete before those that are complete from `place` on.
  void keep_leaf(Node* leaf, std::uint32_t place);
  template <class T>
  T* close(T* node) {
    node->end = previous_end();
    return kept(node);
  }
  // A block ends where its last statement does, not at the newline behind it.
  Offset block_end() const;
  template <class T>
  T* close_block(T* node) {
    node->end = block_end();
    return kept(node);
  }
  // Forgets what is complete but for the first `count` nodes: it is no part of the tree.
  void forget_nodes(std::uint32_t count);
  Expr* error_expr();
  Expr* error_at_token(std::string_view message);
  Mark mark() const { return scratch_.size(); }
  void push(Node* node) { scratch_.push(node); }
  template <class T>
  List<T*> take_list(Mark mark);

  void number_all();

  const SourceText& text_;
  IdentifierCache& names_;
  Arena& arena_;
  const TokenList& tokens_;
  const Token* t_;
  const Token* failed_at_ = nullptr;
  int speculating_ = 0;
  int depth_ = 0;
  std::string_view opening_;  // prefix and quotes of the f-string that is being parsed
  int open_strings_ = 0;      // how many f-strings are
  int open_specs_ = 0;        // how many formats of one f-string's fields are
  NodeStack scratch_;
  NodeStack nodes_;              // the complete ones, each behind its children
  std::vector<Comparator> ops_;  // of comparisons that are being parsed
  Tree tree_;
};

template <class T>
List<T*> TreeBuilder::take_list(Mark mark) {
  const std::size_t count = scratch_.size() - mark;
  if (count == 0) {
    return {};
  }
  T** items = arena().make_array<T*>(count);
  for (std::size_t i = 0; i < count; ++i) {
    items[i] = static_cast<T*>(scratch_[mark + i]);
  }
  scratch_.shrink(mark);
  return {items, static_cast<std::uint32_t>(count)};
}

template <class Rule>
bool TreeBuilder::attempt(Rule&& rule) {
  const Token* begin = t_;
  const Mark begin_mark = mark();
  const std::size_t nodes = nodes_.size();
  const std::size_t versioned = tree_.versioned_.size();
  ++speculating_;
  const bool matched = rule() && !failed();
  --speculating_;
  if (!matched) {
    t_ = begin;
    failed_at_ = nullptr;
    scratch_.shrink(begin_mark);
    forget_nodes(static_cast<std::uint32_t>(nodes));
    tree_.versioned_.resize(versioned);
  }
  return matched;
}

}  // namespace fastidious::syntax
