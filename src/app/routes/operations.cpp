#include "app/routes/operations.h"

#include <unordered_map>

#include "app/routes/command_line.h"
#include "app/routes/documented_routes.h"
#include "app/routes/library_routes.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// Applications of tests show nothing to anybody.
bool shows_operations(const Router& app) {
  return app.construction.file->file().role != project::Role::Test && has_document(app);
}

}  // namespace

const FunctionDef* Operation::function() const {
  return as<FunctionDef>(route().handler.definition.node);
}

std::string Operation::label() const {
  std::string text;
  for (const std::string& method : route().methods) text += (text.empty() ? "" : ",") + method;
  return text + " " + (route().path.empty() ? "/" : route().path);
}

std::vector<Operation> operations_of(const std::vector<AppRoutes>& apps,
                                     const RouterTable& routers) {
  std::unordered_map<const Node*, const Router*> router_of;
  for (const auto& router : routers.all()) {
    for (const Registration& one : router->registrations) {
      router_of.emplace(one.call.expr, router.get());
    }
  }
  std::vector<Operation> all;
  std::unordered_map<const Node*, std::size_t> index;
  for (const AppRoutes& app : apps) {
    if (!shows_operations(*app.app) || is_of_command_line(app)) continue;
    for (const Route& route : app.routes) {
      if (route.kind != Route::Kind::Http || !route.include_in_schema) continue;
      if (is_of_library(route)) continue;
      const Node* call = route.registered_at.expr;
      const auto [at, is_new] = index.emplace(call, all.size());
      if (is_new) all.push_back({{}, router_of[call]});
      all[at->second].served.push_back({app.app, &route});
    }
  }
  return all;
}

}  // namespace fastidious::app
