#include "app/routes/router.h"

#include "app/routes/find_routers.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxHops = 12;

// The first `return X` of a function's own body; null if there is none.
const Expr* returned_expression(const FileModel& file, const FunctionDef& function) {
  for (const Node* node : file.tree().subtree(function)) {
    const auto* statement = node->as<Return>();
    if (statement != nullptr && statement->value != nullptr &&
        file.enclosing_function(*statement) == &function) {
      return statement->value;
    }
  }
  return nullptr;
}

}  // namespace

Placed Router::argument(std::string_view keyword, int index) const {
  return argument_of(construction, index, keyword);
}

RouterTable::RouterTable(const semantic::Model& model) : model_(model) {
  RouterFinder(*this, model).run();
}

const Router* RouterTable::find(Placed expr) const { return find_at(expr, 0); }

Router* RouterTable::find_at(Placed expr, int depth) const {
  if (!expr || depth > kMaxHops) return nullptr;
  const Followed found = follow(expr);
  if (!found.value) return nullptr;
  const Expr& value = *found.value.expr;
  const auto known = by_construction_.find(&value);
  if (known != by_construction_.end()) return known->second;
  if (const auto* call = value.as<Call>()) {
    const Definition callee = found.value.file->definition_of(*call->func);
    return as<FunctionDef>(callee.node) != nullptr ? returned_by(callee, found.value, depth)
                                                   : nullptr;
  }
  const auto* attribute = value.as<Attribute>();
  if (attribute != nullptr && found.value.file->text(attribute->attr) == "router") {
    Router* owner = find_at({found.value.file, attribute->value}, depth + 1);
    return owner != nullptr && owner->is_app ? owner : nullptr;
  }
  return nullptr;
}

Router* RouterTable::returned_by(const Definition& function, Placed call, int depth) const {
  const auto& node = *function.node->as<FunctionDef>();
  const Expr* value = returned_expression(*function.file, node);
  if (value == nullptr) return nullptr;
  if (Router* made = find_at({function.file, value}, depth + 1)) return made;
  // def with_routes(router): …; return router
  const auto* name = value->as<Name>();
  for (std::uint32_t i = 0; name != nullptr && i < node.args->all.size(); ++i) {
    if (node.args->all[i]->name != name->name) continue;
    const Placed passed = argument_of(call, static_cast<int>(i), function.file->text(name->name));
    return find_at(passed, depth + 1);
  }
  return nullptr;
}

}  // namespace fastidious::app
