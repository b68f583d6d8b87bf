#pragma once
// Visiting the children of any node, each once, null children skipped: fields in CPython's order,
// except that what stands before a name stands before it here too (decorators, type parameters,
// parameters, bases, then the body). Ids follow the text instead: a dictionary's keys and values
// alternate, and the body of `a if b else c` comes first.

#include "syntax/ast.h"

namespace fastidious::syntax {

namespace detail {

template <class F>
void each(F&& f, Node* node) {
  if (node != nullptr) {
    f(node);
  }
}
template <class F, class T>
void each(F&& f, const List<T*>& nodes) {
  for (T* node : nodes) {
    each(f, node);
  }
}
template <class F, class... Fields>
void each_of(F&& f, const Fields&... fields) {
  (each(f, fields), ...);
}

// One case of a switch: calls f for the children of `node`, which is a `type` and is named n here.
#define CHILDREN(type, ...)                         \
  {                                                 \
    const auto& n = static_cast<const type&>(node); \
    (void)n;                                        \
    each_of(f, __VA_ARGS__);                        \
    return;                                         \
  }

// Calls f(Node*) for each child of an expression.
template <class F>
void for_each_child_of_expression(const Node& node, F&& f) {
  switch (node.kind) {
    case Kind::BoolOp: CHILDREN(BoolOp, n.values)
    case Kind::NamedExpr: CHILDREN(NamedExpr, n.target, n.value)
    case Kind::BinOp: CHILDREN(BinOp, n.left, n.right)
    case Kind::UnaryOp: CHILDREN(UnaryOp, n.operand)
    case Kind::Lambda: CHILDREN(Lambda, n.args, n.body)
    case Kind::IfExp: CHILDREN(IfExp, n.test, n.body, n.orelse)
    case Kind::Dict: CHILDREN(Dict, n.keys, n.values)
    case Kind::Set: CHILDREN(Set, n.elts)
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::GeneratorExp: CHILDREN(ElementComp, n.elt, n.generators)
    case Kind::DictComp: CHILDREN(DictComp, n.key, n.value, n.generators)
    case Kind::Await: CHILDREN(Await, n.value)
    case Kind::Yield: CHILDREN(Yield, n.value)
    case Kind::YieldFrom: CHILDREN(YieldFrom, n.value)
    case Kind::Compare: CHILDREN(Compare, n.left, n.comparators)
    case Kind::Call: CHILDREN(Call, n.func, n.args, n.keywords)
    case Kind::FormattedValue: CHILDREN(FormattedValue, n.value, n.format_spec)
    case Kind::JoinedStr: CHILDREN(JoinedStr, n.values)
    case Kind::Interpolation: CHILDREN(Interpolation, n.value, n.format_spec)
    case Kind::TemplateStr: CHILDREN(TemplateStr, n.values)
    case Kind::Attribute: CHILDREN(Attribute, n.value)
    case Kind::Subscript: CHILDREN(Subscript, n.value, n.slice)
    case Kind::Starred: CHILDREN(Starred, n.value)
    case Kind::ListExpr: CHILDREN(ListExpr, n.elts)
    case Kind::Tuple: CHILDREN(Tuple, n.elts)
    case Kind::Slice: CHILDREN(Slice, n.lower, n.upper, n.step)
    default:  // Constant, Name, ErrorExpr
      return;
  }
}

// Calls f(Node*) for each child of any other node.
template <class F>
void for_each_child_of_other(const Node& node, F&& f) {
  switch (node.kind) {
    case Kind::Module: CHILDREN(Module, n.body)
    case Kind::Arguments: CHILDREN(Arguments, n.all)
    case Kind::Arg: CHILDREN(Arg, n.annotation, n.default_value)
    case Kind::Keyword: CHILDREN(Keyword, n.value)
    case Kind::WithItem: CHILDREN(WithItem, n.context_expr, n.optional_vars)
    case Kind::Comprehension: CHILDREN(Comprehension, n.target, n.iter, n.ifs)
    case Kind::ExceptHandler: CHILDREN(ExceptHandler, n.type, n.body)
    case Kind::MatchCase: CHILDREN(MatchCase, n.pattern, n.guard, n.body)
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
      CHILDREN(FunctionDef, n.decorator_list, n.type_params, n.args, n.returns, n.body)
    case Kind::ClassDef:
      CHILDREN(ClassDef, n.decorator_list, n.type_params, n.bases, n.keywords, n.body)
    case Kind::Return: CHILDREN(Return, n.value)
    case Kind::Delete: CHILDREN(Delete, n.targets)
    case Kind::Assign: CHILDREN(Assign, n.targets, n.value)
    case Kind::TypeAlias: CHILDREN(TypeAlias, n.name, n.type_params, n.value)
    case Kind::AugAssign: CHILDREN(AugAssign, n.target, n.value)
    case Kind::AnnAssign: CHILDREN(AnnAssign, n.target, n.annotation, n.value)
    case Kind::For:
    case Kind::AsyncFor: CHILDREN(For, n.target, n.iter, n.body, n.orelse)
    case Kind::While: CHILDREN(While, n.test, n.body, n.orelse)
    case Kind::If: CHILDREN(If, n.test, n.body, n.orelse)
    case Kind::With:
    case Kind::AsyncWith: CHILDREN(With, n.items, n.body)
    case Kind::Match: CHILDREN(Match, n.subject, n.cases)
    case Kind::Raise: CHILDREN(Raise, n.exc, n.cause)
    case Kind::Try:
    case Kind::TryStar: CHILDREN(Try, n.body, n.handlers, n.orelse, n.finalbody)
    case Kind::Assert: CHILDREN(Assert, n.test, n.msg)
    case Kind::Import: CHILDREN(Import, n.names)
    case Kind::ImportFrom: CHILDREN(ImportFrom, n.names)
    case Kind::ExprStmt: CHILDREN(ExprStmt, n.value)
    case Kind::MatchValue: CHILDREN(MatchValue, n.value)
    case Kind::MatchSequence: CHILDREN(MatchSequence, n.patterns)
    case Kind::MatchMapping: CHILDREN(MatchMapping, n.keys, n.patterns)
    case Kind::MatchClass: CHILDREN(MatchClass, n.cls, n.patterns, n.kwd_patterns)
    case Kind::MatchAs: CHILDREN(MatchAs, n.pattern)
    case Kind::MatchOr: CHILDREN(MatchOr, n.patterns)
    case Kind::TypeVar:
    case Kind::ParamSpec:
    case Kind::TypeVarTuple: CHILDREN(TypeParam, n.bound, n.default_value)
    default:  // Alias, NameList, Pass, Break, Continue, ErrorStmt, MatchSingleton, MatchStar
      return;
  }
}

#undef CHILDREN

}  // namespace detail

// Calls f(Node*) for each child of `node`.
template <class F>
void for_each_child(const Node& node, F&& f) {
  if (Expr::covers(node.kind)) {
    detail::for_each_child_of_expression(node, f);
  } else {
    detail::for_each_child_of_other(node, f);
  }
}

}  // namespace fastidious::syntax
