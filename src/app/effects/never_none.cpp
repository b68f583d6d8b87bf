#include "app/effects/never_none.h"

#include <algorithm>

#include "app/types/type.h"
#include "semantic/completion.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 4;

// A function that says to give a class, and no None.
bool says_object(const Definition& callee) {
  const auto* function = as<FunctionDef>(callee.node);
  if (function == nullptr || function->returns == nullptr) return false;
  if (callee.file->is_generator(*function)) return false;
  const Type type = read_annotation(*callee.file, function->returns);
  return type.is(Type::Kind::Class) || type.is(Type::Kind::Scalar);
}

bool is_object(const FileModel& file, const Expr* expr, int depth) {
  if (expr == nullptr || depth == kMaxDepth) return false;
  if (const auto* awaited = expr->as<Await>()) return is_object(file, awaited->value, depth + 1);
  if (const auto* call = expr->as<Call>()) {
    const Definition callee = file.definition_of(*call->func);
    return as<ClassDef>(callee.node) != nullptr || says_object(callee);
  }
  if (const auto* name = expr->as<Name>()) {
    const auto bindings = semantic::reaching_bindings(file, *name);
    return !bindings.empty() &&
           std::all_of(bindings.begin(), bindings.end(), [&](const semantic::Binding* one) {
             return one->kind == semantic::BindingKind::Assignment &&
                    is_object(file, one->value, depth + 1);
           });
  }
  const auto* constant = expr->as<Constant>();
  return constant != nullptr && constant->type != ConstantKind::None;
}

}  // namespace

bool never_gives_none(const Definition& function) {
  const FileModel& file = *function.file;
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr || file.is_generator(*node) || semantic::may_complete(file, node->body)) {
    return false;
  }
  return std::none_of(node->body.begin(), node->body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, [&](const Node& one) {
      const auto* result = one.as<Return>();
      return result != nullptr && !is_object(file, result->value, 0);
    });
  });
}

}  // namespace fastidious::app
