#include "app/effects/nothing_found.h"
#include "semantic/expressions.h"

#include <algorithm>

namespace fastidious::app {

using namespace syntax;

namespace {

// The name itself, or a part of what it names: `answer["Items"]`, `answer.get("Items")`.
bool is_of(const FileModel& file, const Expr& expr, std::string_view name) {
  if (file.text(expr) == name) return true;
  if (const auto* item = expr.as<Subscript>()) return file.text(*item->value) == name;
  const auto* call = expr.as<Call>();
  const auto* part = as<Attribute>(call != nullptr ? call->func : &expr);
  const std::string_view verb = part != nullptr ? file.text(part->attr) : std::string_view{};
  const bool is_part = verb == "exists" || (verb == "get" && call != nullptr);
  return is_part && file.text(*part->value) == name;
}

// `len(x)`
bool is_length(const FileModel& file, const Expr& expr, std::string_view name) {
  const auto* call = expr.as<Call>();
  return call != nullptr && call->args.size() == 1 && file.resolve(*call->func) == "builtins.len" &&
         is_of(file, *call->args[0], name);
}

bool is_compared(const FileModel& file, const Compare& comparison, std::string_view name) {
  if (comparison.ops.size() != 1) return false;
  const Expr& left = *comparison.left;
  const Expr& right = *comparison.comparators[0];
  switch (comparison.ops[0]) {
    case Comparator::Is: return is_of(file, left, name) && semantic::is_none(right);
    case Comparator::NotIn: return left.is(Kind::Constant) && is_of(file, right, name);
    case Comparator::Eq: return is_length(file, left, name) && file.text(right) == "0";
    default: return false;
  }
}

}  // namespace

bool says_nothing(const FileModel& file, const Expr& test, std::string_view name) {
  if (const auto* either = test.as<BoolOp>()) {
    return either->op == BoolOperator::Or &&
           std::any_of(either->values.begin(), either->values.end(),
                       [&](const Expr* one) { return says_nothing(file, *one, name); });
  }
  if (const auto* negation = test.as<UnaryOp>()) {
    return negation->op == UnaryOperator::Not && is_of(file, *negation->operand, name);
  }
  const auto* comparison = test.as<Compare>();
  return comparison != nullptr && is_compared(file, *comparison, name);
}

bool says_error(const FileModel& file, const Expr& test, std::string_view name) {
  if (const auto* either = test.as<BoolOp>()) {
    return either->op == BoolOperator::Or &&
           std::any_of(either->values.begin(), either->values.end(),
                       [&](const Expr* one) { return says_error(file, *one, name); });
  }
  if (file.text(test) == name) return true;
  const auto* comparison = test.as<Compare>();
  return comparison != nullptr && comparison->ops.size() == 1 &&
         comparison->ops[0] == Comparator::IsNot && file.text(*comparison->left) == name &&
         semantic::is_none(*comparison->comparators[0]);
}

}  // namespace fastidious::app
