#include "rules/switched_off.h"

#include <algorithm>

#include "semantic/model.h"

namespace fastidious::rules {

using semantic::FileModel;
using namespace syntax;

namespace {

// What is assigned if the statement is `name.disabled = …`; null if it is another.
const Expr* given_to(const FileModel& file, const Assign& statement, std::string_view name) {
  if (statement.targets.size() != 1) return nullptr;
  const auto* target = statement.targets[0]->as<Attribute>();
  const bool is_it = target != nullptr && file.text(target->attr) == "disabled" &&
                     file.text(*target->value) == name;
  return is_it ? statement.value : nullptr;
}

bool is_true(const Expr& value) {
  const auto* constant = value.as<Constant>();
  return constant != nullptr && constant->type == ConstantKind::True;
}

}  // namespace

bool is_switched_off(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || !method->value->is(Kind::Name)) return false;
  if (!file.project().names().find("disabled")) return false;
  const std::string_view name = file.text(*method->value);
  const auto& body = file.tree().root().body;
  const bool is_off = std::any_of(body.begin(), body.end(), [&](const Stmt* one) {
    const auto* statement = as<Assign>(one);
    const Expr* value = statement == nullptr ? nullptr : given_to(file, *statement, name);
    return value != nullptr && is_true(*value);
  });
  if (!is_off) return false;
  for (const auto* statement : file.tree().nodes_of<Assign>()) {
    const Expr* value = given_to(file, *statement, name);
    if (value != nullptr && !is_true(*value)) return false;
  }
  return true;
}

}  // namespace fastidious::rules
