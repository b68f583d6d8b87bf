#include "app/effects/type_tests.h"

#include <algorithm>

#include "app/effects/passed_parameters.h"
#include "semantic/completion.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

TypeTests::TypeTests(const Definition& function, const Arg& parameter)
    : file_(*function.file), function_(*function.node), parameter_(parameter) {
  const auto* node = function_.as<FunctionDef>();
  if (node == nullptr) return;
  for (const Stmt* statement : node->body) {
    const auto* choice = statement->as<If>();
    if (choice == nullptr || !is_refusal(*choice->test) || !settles(*choice)) continue;
    settled_ = choice;
    break;
  }
  for (const auto* name : file_.tree().nodes_of<Name>(function_)) {
    if (name->context != Context::Load || !is_parameter(file_, *name, parameter_)) continue;
    const auto* around = as<Call>(file_.parent(*name));
    any_ = any_ || (around != nullptr && is_test(*around));
    come_first_ = come_first_ && is_harmless(*name);
  }
}

// `isinstance(key, str)`, also with more: `isinstance(key, str) and key`.
bool TypeTests::is_test(const Expr& expr) const {
  if (const auto* all = expr.as<BoolOp>()) {
    return all->op == BoolOperator::And &&
           std::any_of(all->values.begin(), all->values.end(),
                       [this](const Expr* one) { return is_test(*one); });
  }
  const auto* call = expr.as<Call>();
  return call != nullptr && !call->args.empty() &&
         file_.resolve(*call->func) == "builtins.isinstance" &&
         is_parameter(file_, *call->args[0], parameter_);
}

// `not isinstance(key, str)`
bool TypeTests::is_refusal(const Expr& expr) const {
  const auto* negation = expr.as<UnaryOp>();
  return negation != nullptr && negation->op == UnaryOperator::Not && is_test(*negation->operand);
}

// What is of another type is replaced, or goes no further.
bool TypeTests::settles(const If& refusal) const {
  return !semantic::may_complete(file_, refusal.body) ||
         std::any_of(refusal.body.begin(), refusal.body.end(), [this](const Stmt* one) {
           const auto* assign = one->as<Assign>();
           const auto* name = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
           return name != nullptr && name->name == parameter_.name;
         });
}

bool TypeTests::let_any_get_to(const Placed& place) const {
  return place.file == &file_ && function_.encloses(*place.expr) && !are_before(*place.expr);
}

bool TypeTests::are_before(const Node& node) const {
  return (settled_ != nullptr && node.id > settled_->id) || is_below_test(node);
}

bool TypeTests::is_below_test(const Node& node) const {
  const Node* below = &node;
  for (const Node* at = file_.parent(node); at != nullptr && at != &function_;
       below = at, at = file_.parent(*at)) {
    const auto* choice = at->as<If>();
    const auto* either = at->as<IfExp>();
    const auto* all = at->as<BoolOp>();
    if (choice != nullptr && is_test(*choice->test) &&
        std::find(choice->body.begin(), choice->body.end(), below) != choice->body.end()) {
      return true;
    }
    if (either != nullptr && is_test(*either->test) && either->body == below) return true;
    if (all != nullptr && is_test(*all)) return true;
  }
  return false;
}

bool TypeTests::is_harmless(const Name& use) const {
  constexpr std::string_view kTakeAll[] = {"builtins.isinstance", "builtins.str",
                                           "builtins.print"};
  const Node* around = file_.parent(use);
  if (around->is(Kind::Keyword)) around = file_.parent(*around);
  const auto* call = as<Call>(around);
  const bool is_handed_on =
      call != nullptr && call->func != &use &&
      (as<FunctionDef>(file_.definition_of(*call->func).node) != nullptr ||
       is_one_of(file_.resolve(*call->func), kTakeAll));
  return is_handed_on || are_before(use);
}

}  // namespace fastidious::app
