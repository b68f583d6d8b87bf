#pragma once
// The tree of one Python file. Node and field names are those of CPython's `ast` module
// (https://docs.python.org/3.14/library/ast.html#abstract-grammar), with these differences:
//  - async statements are their own kinds but share the struct of the plain ones (is_async());
//  - a function's parameters are one list, each with its default and its way of being passed;
//  - ErrorExpr and ErrorStmt stand where the text could not be parsed.
//
// Nodes live in the tree's arena and are never changed after parsing. Each has a dense id in
// preorder: a node's subtree is exactly the ids [id, last], so facts about nodes are flat tables
// and "is inside" is two comparisons. Positions are byte offsets.

#include <cstdint>
#include <string_view>

#include "base/identifier.h"
#include "base/span.h"
#include "syntax/node.h"

namespace fastidious::syntax {

struct Module : NodeOf<Node, Kind::Module> {
  StmtList body;
};

// ---- parameters, arguments and other parts ------------------------------------------------------

enum class Passing : std::uint8_t { PositionalOnly, Plain, VarPositional, KeywordOnly, VarKeyword };

// A parameter (CPython's `arg`): from its name to the end of its annotation.
struct Arg : NodeOf<Node, Kind::Arg> {
  Passing passing = Passing::Plain;
  Identifier name;
  Expr* annotation = nullptr;
  Expr* default_value = nullptr;
};

// The parameters of a function, in order of writing (CPython's `arguments`).
struct Arguments : NodeOf<Node, Kind::Arguments> {
  List<Arg*> all;
};

struct Keyword : NodeOf<Node, Kind::Keyword> {
  Identifier arg;  // empty for **value
  Expr* value = nullptr;
};

struct Alias : NodeOf<Node, Kind::Alias> {
  std::string_view name;  // dotted, or "*"
  Identifier asname;
  Span asname_span;
  Identifier first_part;  // `a` of `a.b.c`
};

struct WithItem : NodeOf<Node, Kind::WithItem> {
  Expr* context_expr = nullptr;
  Expr* optional_vars = nullptr;
};

struct Comprehension : NodeOf<Node, Kind::Comprehension> {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  ExprList ifs;
  bool is_async = false;
};

struct ExceptHandler : NodeOf<Node, Kind::ExceptHandler> {
  Expr* type = nullptr;
  Identifier name;
  Span name_span;
  StmtList body;
};

struct MatchCase : NodeOf<Node, Kind::MatchCase> {
  Pattern* pattern = nullptr;
  Expr* guard = nullptr;
  StmtList body;
};

// ---- statements ---------------------------------------------------------------------------------

struct FunctionDef : NodeOf<Stmt, Kind::FunctionDef, Kind::AsyncFunctionDef> {
  Identifier name;
  Span name_span;
  ExprList decorator_list;
  List<TypeParam*> type_params;
  Arguments* args = nullptr;
  Expr* returns = nullptr;
  StmtList body;
  using NodeOf::NodeOf;
  bool is_async() const { return kind == Kind::AsyncFunctionDef; }
};

struct ClassDef : NodeOf<Stmt, Kind::ClassDef> {
  Identifier name;
  Span name_span;
  ExprList decorator_list;
  List<TypeParam*> type_params;
  ExprList bases;
  List<Keyword*> keywords;
  StmtList body;
};

struct Return : NodeOf<Stmt, Kind::Return> {
  Expr* value = nullptr;
};

struct Delete : NodeOf<Stmt, Kind::Delete> {
  ExprList targets;
};

struct Assign : NodeOf<Stmt, Kind::Assign> {
  ExprList targets;
  Expr* value = nullptr;
};

struct TypeAlias : NodeOf<Stmt, Kind::TypeAlias> {
  Expr* name = nullptr;
  List<TypeParam*> type_params;
  Expr* value = nullptr;
};

enum class Operator : std::uint8_t {
  Add,
  Sub,
  Mult,
  MatMult,
  Div,
  Mod,
  Pow,
  LShift,
  RShift,
  BitOr,
  BitXor,
  BitAnd,
  FloorDiv
};

struct AugAssign : NodeOf<Stmt, Kind::AugAssign> {
  Expr* target = nullptr;
  Operator op = Operator::Add;
  Expr* value = nullptr;
};

struct AnnAssign : NodeOf<Stmt, Kind::AnnAssign> {
  Expr* target = nullptr;
  Expr* annotation = nullptr;
  Expr* value = nullptr;
  bool simple = false;
};

struct For : NodeOf<Stmt, Kind::For, Kind::AsyncFor> {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  StmtList body;
  StmtList orelse;
  using NodeOf::NodeOf;
  bool is_async() const { return kind == Kind::AsyncFor; }
};

struct While : NodeOf<Stmt, Kind::While> {
  Expr* test = nullptr;
  StmtList body;
  StmtList orelse;
};

// An `elif` is an If that is the whole orelse of the one before it.
struct If : NodeOf<Stmt, Kind::If> {
  Expr* test = nullptr;
  StmtList body;
  StmtList orelse;
  bool is_elif = false;
};

struct With : NodeOf<Stmt, Kind::With, Kind::AsyncWith> {
  List<WithItem*> items;
  StmtList body;
  using NodeOf::NodeOf;
  bool is_async() const { return kind == Kind::AsyncWith; }
};

struct Match : NodeOf<Stmt, Kind::Match> {
  Expr* subject = nullptr;
  List<MatchCase*> cases;
};

struct Raise : NodeOf<Stmt, Kind::Raise> {
  Expr* exc = nullptr;
  Expr* cause = nullptr;
};

struct Try : NodeOf<Stmt, Kind::Try, Kind::TryStar> {
  StmtList body;
  List<ExceptHandler*> handlers;
  StmtList orelse;
  StmtList finalbody;
  using NodeOf::NodeOf;
};

struct Assert : NodeOf<Stmt, Kind::Assert> {
  Expr* test = nullptr;
  Expr* msg = nullptr;
};

struct Import : NodeOf<Stmt, Kind::Import> {
  List<Alias*> names;
};

struct ImportFrom : NodeOf<Stmt, Kind::ImportFrom> {
  std::string_view module;  // dotted; empty for `from . import x`
  List<Alias*> names;
  std::uint32_t level = 0;  // leading dots
};

struct NameList : NodeOf<Stmt, Kind::Global, Kind::Nonlocal> {
  List<Identifier> names;
  List<Span> name_spans;
  using NodeOf::NodeOf;
};

struct ExprStmt : NodeOf<Stmt, Kind::ExprStmt> {
  Expr* value = nullptr;
};

struct Pass : NodeOf<Stmt, Kind::Pass> {};
struct Break : NodeOf<Stmt, Kind::Break> {};
struct Continue : NodeOf<Stmt, Kind::Continue> {};
// Lines that could not be parsed.
struct ErrorStmt : NodeOf<Stmt, Kind::ErrorStmt> {};

// ---- expressions --------------------------------------------------------------------------------

enum class BoolOperator : std::uint8_t { And, Or };
struct BoolOp : NodeOf<Expr, Kind::BoolOp> {
  BoolOperator op = BoolOperator::And;
  ExprList values;
};

struct NamedExpr : NodeOf<Expr, Kind::NamedExpr> {
  Expr* target = nullptr;
  Expr* value = nullptr;
};

struct BinOp : NodeOf<Expr, Kind::BinOp> {
  Expr* left = nullptr;
  Operator op = Operator::Add;
  Expr* right = nullptr;
};

enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
struct UnaryOp : NodeOf<Expr, Kind::UnaryOp> {
  UnaryOperator op = UnaryOperator::Not;
  Expr* operand = nullptr;
};

struct Lambda : NodeOf<Expr, Kind::Lambda> {
  Arguments* args = nullptr;
  Expr* body = nullptr;
};

struct IfExp : NodeOf<Expr, Kind::IfExp> {
  Expr* test = nullptr;
  Expr* body = nullptr;
  Expr* orelse = nullptr;
};

struct Dict : NodeOf<Expr, Kind::Dict> {
  ExprList keys;  // null for **value
  ExprList values;
};

struct Set : NodeOf<Expr, Kind::Set> {
  ExprList elts;
};

// ListComp, SetComp and GeneratorExp share one struct.
struct ElementComp : NodeOf<Expr, Kind::ListComp, Kind::SetComp, Kind::GeneratorExp> {
  Expr* elt = nullptr;
  List<Comprehension*> generators;
  using NodeOf::NodeOf;
};

struct DictComp : NodeOf<Expr, Kind::DictComp> {
  Expr* key = nullptr;
  Expr* value = nullptr;
  List<Comprehension*> generators;
};

struct Await : NodeOf<Expr, Kind::Await> {
  Expr* value = nullptr;
};

struct Yield : NodeOf<Expr, Kind::Yield> {
  Expr* value = nullptr;
};

struct YieldFrom : NodeOf<Expr, Kind::YieldFrom> {
  Expr* value = nullptr;
};

enum class Comparator : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };
struct Compare : NodeOf<Expr, Kind::Compare> {
  Expr* left = nullptr;
  List<Comparator> ops;
  ExprList comparators;
};

struct Call : NodeOf<Expr, Kind::Call> {
  Expr* func = nullptr;
  ExprList args;
  List<Keyword*> keywords;
};

// One `{value!r:spec}` of an f-string.
struct FormattedValue : NodeOf<Expr, Kind::FormattedValue> {
  Expr* value = nullptr;
  int conversion = -1;          // 's', 'r', 'a' or -1
  Expr* format_spec = nullptr;  // a JoinedStr
};

struct JoinedStr : NodeOf<Expr, Kind::JoinedStr> {
  ExprList values;  // Constant (str) and FormattedValue
};

// One `{value!r:spec}` of a t-string (PEP 750); `str` is the expression's text.
struct Interpolation : NodeOf<Expr, Kind::Interpolation> {
  Expr* value = nullptr;
  std::string_view str;
  int conversion = -1;
  Expr* format_spec = nullptr;
};

struct TemplateStr : NodeOf<Expr, Kind::TemplateStr> {
  ExprList values;  // Constant (str) and Interpolation
};

enum class ConstantKind : std::uint8_t {
  None,
  True,
  False,
  Ellipsis,
  Int,
  Float,
  Complex,
  Str,
  Bytes
};
struct Constant : NodeOf<Expr, Kind::Constant> {
  ConstantKind type = ConstantKind::None;
  bool has_u_prefix = false;
  bool is_concatenated = false;  // several literals side by side
  // Str: the decoded value in UTF-8 (lone surrogates as three bytes); Bytes: the bytes; numbers: as
  // written. For `parts` of a JoinedStr the span covers the literal text.
  std::string_view value;
  bool is_str() const { return type == ConstantKind::Str; }
};

struct Attribute : NodeOf<Expr, Kind::Attribute> {
  Expr* value = nullptr;
  Identifier attr;
  Offset attr_begin = 0;
  Span attr_span() const { return {attr_begin, end}; }
};

struct Subscript : NodeOf<Expr, Kind::Subscript> {
  Expr* value = nullptr;
  Expr* slice = nullptr;
};

struct Starred : NodeOf<Expr, Kind::Starred> {
  Expr* value = nullptr;
};

struct Name : NodeOf<Expr, Kind::Name> {
  Identifier name;
};

struct ListExpr : NodeOf<Expr, Kind::ListExpr> {  // CPython's List
  ExprList elts;
};

struct Tuple : NodeOf<Expr, Kind::Tuple> {
  ExprList elts;
};

struct Slice : NodeOf<Expr, Kind::Slice> {
  Expr* lower = nullptr;
  Expr* upper = nullptr;
  Expr* step = nullptr;
};

// Text inside an expression that could not be parsed.
struct ErrorExpr : NodeOf<Expr, Kind::ErrorExpr> {};

// ---- patterns (PEP 634) -------------------------------------------------------------------------

struct MatchValue : NodeOf<Pattern, Kind::MatchValue> {
  Expr* value = nullptr;
};

struct MatchSingleton : NodeOf<Pattern, Kind::MatchSingleton> {
  ConstantKind value = ConstantKind::None;
};

struct MatchSequence : NodeOf<Pattern, Kind::MatchSequence> {
  List<Pattern*> patterns;
};

struct MatchMapping : NodeOf<Pattern, Kind::MatchMapping> {
  ExprList keys;
  List<Pattern*> patterns;
  Identifier rest;
};

struct MatchClass : NodeOf<Pattern, Kind::MatchClass> {
  Expr* cls = nullptr;
  List<Pattern*> patterns;
  List<Identifier> kwd_attrs;
  List<Pattern*> kwd_patterns;
};

struct MatchStar : NodeOf<Pattern, Kind::MatchStar> {
  Identifier name;
};

struct MatchAs : NodeOf<Pattern, Kind::MatchAs> {
  Pattern* pattern = nullptr;
  Identifier name;
};

struct MatchOr : NodeOf<Pattern, Kind::MatchOr> {
  List<Pattern*> patterns;
};

}  // namespace fastidious::syntax
