#include "app/effects/always_left.h"

#include <algorithm>

#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_none(const Expr* expr) {
  const auto* constant = as<Constant>(expr);
  return expr == nullptr || (constant != nullptr && constant->type == ConstantKind::None);
}

// Whether the function has a `return`, and each gives None: one that only passes or raises may be
// replaced by a subclass.
bool gives_none_only(const FileModel& file, const FunctionDef& function) {
  if (file.is_generator(function) || !function.body.back()->is(Kind::Return)) return false;
  return std::none_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, [](const Node& node) {
      const auto* result = node.as<Return>();
      return result != nullptr && !is_none(result->value);
    });
  });
}

// Called by its own name or that of its class; `self.f()` may run a subclass's.
bool is_called_by_name(const FileModel& file, const Call& call) {
  const auto* attribute = call.func->as<Attribute>();
  return attribute == nullptr ||
         as<ClassDef>(file.definition_of(*attribute->value).node) != nullptr;
}

bool is_always_none(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  if (name == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(file, *name);
  return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const auto* one) {
    const auto* call = as<Call>(one->value);
    if (call == nullptr || !is_called_by_name(file, *call)) return false;
    const Definition callee = file.definition_of(*call->func);
    const auto* function = as<FunctionDef>(callee.node);
    return function != nullptr && gives_none_only(*callee.file, *function);
  });
}

bool is_always_true(const FileModel& file, const Expr& test) {
  if (const auto* operation = test.as<BoolOp>()) {
    const auto holds = [&](const Expr* one) { return is_always_true(file, *one); };
    const auto& values = operation->values;
    return operation->op == BoolOperator::Or ? std::any_of(values.begin(), values.end(), holds)
                                             : std::all_of(values.begin(), values.end(), holds);
  }
  if (const auto* unary = test.as<UnaryOp>()) {
    return unary->op == UnaryOperator::Not && is_always_none(file, *unary->operand);
  }
  const auto* comparison = test.as<Compare>();
  return comparison != nullptr && comparison->ops.size() == 1 &&
         comparison->ops.front() == Comparator::Is && is_none(comparison->comparators.front()) &&
         is_always_none(file, *comparison->left);
}

}  // namespace

bool is_never_reached(const FileModel& file, const FunctionDef& function, const Node& node) {
  return std::any_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    const auto* choice = statement->as<If>();
    if (choice == nullptr || choice->id > node.id || choice->encloses(node)) return false;
    const Stmt& last = *choice->body.back();
    return (last.is(Kind::Raise) || last.is(Kind::Return)) && is_always_true(file, *choice->test);
  });
}

}  // namespace fastidious::app
