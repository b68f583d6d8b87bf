#include "app/dependencies/factory.h"
#include "semantic/function_bodies.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// What the call passes for a parameter of the factory, else the parameter's default.
Value passed_for(const Value& call, const FunctionDef& function, const Expr& test) {
  const auto* name = test.as<Name>();
  const Arg* arg = name != nullptr ? semantic::parameter_named(function, name->name) : nullptr;
  if (arg == nullptr) return {};
  int index = 0;
  while (function.args->all[static_cast<std::size_t>(index)] != arg) ++index;
  const FileModel& file = *call.definition.file;
  if (const Placed given = argument_of(call.source, index, file.text(arg->name))) {
    return evaluate(given);
  }
  return evaluate(file, arg->default_value);
}

Value chosen(const Value& call, const FunctionDef& function, const Expr& result) {
  const FileModel& file = *call.definition.file;
  const auto* choice = result.as<IfExp>();
  if (choice == nullptr) return evaluate(file, &result);
  const Value test = passed_for(call, function, *choice->test);
  if (!test.is(Value::Kind::Bool)) return {};
  return evaluate(file, test.is_true() ? choice->body : choice->orelse);
}

}  // namespace

Value returned_callable(const Value& call) {
  if (!call.is(Value::Kind::Call)) return {};
  if (call.text == "functools.partial") return evaluate(argument_of(call.source, 0, "func"));
  const auto* function = as<FunctionDef>(call.definition.node);
  if (function == nullptr) return {};
  const FileModel& file = *call.definition.file;
  for (const Node* node : file.tree().subtree(*function)) {
    const auto* statement = node->as<Return>();
    const bool own = statement != nullptr && statement->value != nullptr &&
                     file.enclosing_function(*statement) == function;
    if (own) return chosen(call, *function, *statement->value);
  }
  return {};
}

std::string name_of_callable(const Value& callable) {
  if (callable.text == "functools.partial") {
    const Value inner = returned_callable(callable);
    if (inner.known() && inner.text != callable.text) return name_of_callable(inner);
  }
  if (!callable.text.empty()) return callable.text;
  if (callable.source.file == nullptr) return "?";
  return std::string(callable.source.file->text(*callable.source.expr));
}

Value stated_signature(const Value& call) {
  if (!call.is(Value::Kind::Call)) return {};
  const auto* function = as<FunctionDef>(call.definition.node);
  if (function == nullptr) return {};
  const FileModel& file = *call.definition.file;
  for (const Stmt* statement : function->body) {
    const auto* assign = statement->as<Assign>();
    const auto* target = assign != nullptr ? as<Attribute>(assign->targets.front()) : nullptr;
    if (target == nullptr || file.text(target->attr) != "__signature__") continue;
    const auto* signature = as<Call>(assign->value);
    const bool known = signature != nullptr && !signature->args.empty() &&
                       file.resolve(*signature->func) == "inspect.signature";
    if (!known) return {};
    const Expr& described = *signature->args.front();
    const Value passed = passed_for(call, *function, described);
    return passed.known() ? passed : evaluate(file, &described);
  }
  return {};
}

}  // namespace fastidious::app
