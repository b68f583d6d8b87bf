#include "app/routes/route_loop.h"

#include <algorithm>

#include "app/versions.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kRoutersAreKept = "0.137";  // of FastAPI

bool same(const Value& a, const Value& b) {
  return a.kind == b.kind && a.text == b.text && a.integer == b.integer;
}

void drop_repeated(std::vector<Value>& tags) {
  std::vector<Value> kept;
  for (Value& tag : tags) {
    const bool known =
        std::any_of(kept.begin(), kept.end(), [&](const Value& one) { return same(one, tag); });
    if (!known) kept.push_back(std::move(tag));
  }
  tags = std::move(kept);
}

// list(set(route.tags)), sorted(set(route.tags)), list(dict.fromkeys(route.tags))
bool drops_repeated(const FileModel& file, const Expr& value) {
  const auto* outer = value.as<Call>();
  const auto* inner =
      outer != nullptr && !outer->args.empty() ? outer->args.front()->as<Call>() : nullptr;
  if (inner == nullptr) return false;
  const std::string_view made = file.text(*inner->func);
  return made == "set" || made == "dict.fromkeys";
}

// Whether the statement runs only for routes without an operation id:
// `if not route.operation_id:`.
bool asks_for_id(const FileModel& file, const Node& statement, const For& loop) {
  for (const Node* at = file.parent(statement); at != nullptr && at != &loop;
       at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    if (choice == nullptr) continue;
    for (const Node* node : file.tree().subtree(*choice->test)) {
      const auto* attribute = node->as<Attribute>();
      if (attribute != nullptr && file.text(attribute->attr) == "operation_id") return true;
    }
  }
  return false;
}

void assign(const FileModel& file, std::string_view attribute, const Expr& value, bool if_unset,
            Route& route) {
  const bool is_set = route.operation_id || route.own("operation_id").is(Value::Kind::Str);
  if (attribute == "operation_id" && !(if_unset && is_set)) {
    route.operation_id = {&file, &value};
  }
  if (attribute == "tags" && drops_repeated(file, value)) drop_repeated(route.tags);
}

}  // namespace

void change_routes(const Registration& loop, std::vector<Route>& routes) {
  const FileModel& file = *loop.call.file;
  const Identifier variable = loop.loop->target->as<Name>()->name;
  const bool own_only = runs_with(file, "fastapi", kRoutersAreKept);
  for (const Node* node : file.tree().subtree(*loop.loop)) {
    const auto* statement = node->as<Assign>();
    const auto* target = statement != nullptr ? as<Attribute>(statement->targets.front()) : nullptr;
    const auto* owner = target != nullptr ? as<Name>(target->value) : nullptr;
    if (owner == nullptr || owner->name != variable) continue;
    const bool if_unset = asks_for_id(file, *statement, *loop.loop);
    for (Route& route : routes) {
      if (own_only && !route.includes.empty()) continue;
      assign(file, file.text(target->attr), *statement->value, if_unset, route);
    }
  }
}

}  // namespace fastidious::app
