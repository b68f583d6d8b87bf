#include "semantic/constant_test.h"

#include <algorithm>

namespace fastidious::semantic {

using namespace syntax;

namespace {

using Truth = std::optional<bool>;

bool is_zero(std::string_view literal) {
  return std::all_of(literal.begin(), literal.end(), [](char c) { return c == '0' || c == '_'; });
}

Truth truth_of_literal(const Constant& literal) {
  switch (literal.type) {
    case ConstantKind::None:
    case ConstantKind::False: return false;
    case ConstantKind::True:
    case ConstantKind::Ellipsis: return true;
    case ConstantKind::Int: return is_zero(literal.value) ? Truth(false) : Truth(true);
    case ConstantKind::Str:
    case ConstantKind::Bytes: return !literal.value.empty();
    default: return std::nullopt;
  }
}

// `and` is false with one false operand, and true with true ones only; `or` the other way round.
Truth truth_of_operation(const BoolOp& operation) {
  const bool decisive = operation.op == BoolOperator::Or;
  bool all_known = true;
  for (const Expr* one : operation.values) {
    const Truth truth = truth_of_text(*one);
    if (truth == decisive) return decisive;
    all_known = all_known && truth.has_value();
  }
  return all_known ? Truth(!decisive) : std::nullopt;
}

bool holds(const StmtList& statements, const Node& node) {
  return std::find(statements.begin(), statements.end(), &node) != statements.end();
}

// Whether `child`, whose parent is the operation, stands behind an operand that decides it.
bool is_behind_decision(const BoolOp& operation, const Node& child) {
  const bool decisive = operation.op == BoolOperator::Or;
  for (const Expr* one : operation.values) {
    if (one == &child) return false;
    if (truth_of_text(*one) == decisive) return true;
  }
  return false;
}

bool is_skipped(const Node& parent, const Node& child) {
  if (const auto* choice = parent.as<If>()) {
    const Truth truth = truth_of_text(*choice->test);
    return truth && holds(*truth ? choice->orelse : choice->body, child);
  }
  if (const auto* loop = parent.as<While>()) {
    return truth_of_text(*loop->test) == false && holds(loop->body, child);
  }
  if (const auto* either = parent.as<IfExp>()) {
    const Truth truth = truth_of_text(*either->test);
    return truth && &child == (*truth ? either->orelse : either->body);
  }
  const auto* operation = parent.as<BoolOp>();
  return operation != nullptr && is_behind_decision(*operation, child);
}

bool is_false_constant(const FileModel& file, const Expr& test) {
  const Expr* switched = &test;
  if (const auto* compared = test.as<Compare>()) {
    const bool one = compared->ops.size() == 1 && (compared->ops.front() == Comparator::Is ||
                                                   compared->ops.front() == Comparator::Eq);
    if (!one || truth_of_text(*compared->comparators.front()) != true) return false;
    switched = compared->left;
  }
  if (!switched->is(Kind::Name)) return false;
  const std::optional<ConstantValue> value = file.constant(*switched);
  return value && value->type == ConstantValue::Type::Bool && value->integer == 0;
}

}  // namespace

Truth truth_of_text(const Expr& test) {
  if (const auto* literal = test.as<Constant>()) return truth_of_literal(*literal);
  if (const auto* operation = test.as<BoolOp>()) return truth_of_operation(*operation);
  const auto* inverted = test.as<UnaryOp>();
  if (inverted == nullptr || inverted->op != UnaryOperator::Not) return std::nullopt;
  const Truth truth = truth_of_text(*inverted->operand);
  return truth ? Truth(!*truth) : std::nullopt;
}

bool never_runs(const FileModel& file, const Node& node) {
  const Node* child = &node;
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (is_skipped(*at, *child)) return true;
    child = at;
  }
  return false;
}

bool is_switched_off(const FileModel& file, const Node& node) {
  const Node* child = &node;
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    const bool inside = choice != nullptr && holds(choice->body, *child);
    if (inside && is_false_constant(file, *choice->test)) return true;
    child = at;
  }
  return false;
}

}  // namespace fastidious::semantic
