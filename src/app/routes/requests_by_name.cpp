#include "app/routes/requests_by_name.h"

#include <unordered_map>

#include "semantic/reaching_values.h"

namespace fastidious::app {

using namespace syntax;

namespace {

const Expr* name_in_call(const FileModel& file, const Expr& expr) {
  const auto* call = expr.as<Call>();
  if (call == nullptr || call->args.empty()) return nullptr;
  if (file.resolve(*call->func) == "builtins.str") return name_in_call(file, *call->args.front());
  const auto* method = call->func->as<Attribute>();
  const std::string_view name = method == nullptr ? std::string_view{} : file.text(method->attr);
  return name == "url_path_for" || name == "url_for" ? call->args.front() : nullptr;
}

}  // namespace

const Expr* route_name_in(const FileModel& file, const Expr& expr) {
  const auto* variable = expr.as<Name>();
  if (variable == nullptr) return name_in_call(file, expr);
  const auto bindings = semantic::reaching_bindings(file, *variable);
  const Expr* value = bindings.size() == 1 ? bindings.front()->value : nullptr;
  return value == nullptr ? nullptr : name_in_call(file, *value);
}

void find_named_paths(std::vector<TestRequest>& requests, const std::vector<AppRoutes>& apps) {
  std::unordered_map<std::string_view, const Route*> by_name;  // looked up only
  for (const AppRoutes& one : apps) {
    for (const Route& route : one.routes) by_name.try_emplace(route.name, &route);
  }
  for (TestRequest& request : requests) {
    if (!request.path.starts_with(kNamedRoute)) continue;
    const auto found = by_name.find(std::string_view(request.path).substr(kNamedRoute.size()));
    if (found != by_name.end()) request.path = found->second->path;
  }
}

}  // namespace fastidious::app
