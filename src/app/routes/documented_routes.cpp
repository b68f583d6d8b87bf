#include "app/routes/documented_routes.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "app/application.h"
#include "app/routes/command_line.h"
#include "app/routes/library_routes.h"
#include "app/routes/loaded_files.h"
#include "app/routes/lost_routers.h"

namespace fastidious::app {

namespace {

using Nodes = std::unordered_set<const syntax::Node*>;

bool is_in_schema(const Route& route) {
  return route.kind == Route::Kind::Http && route.include_in_schema;
}

// Whether an application may serve what no known application does: its file is loaded, and its
// router may be included in a way that is not seen.
class LooseRoutes {
 public:
  explicit LooseRoutes(const Application& application)
      : loaded_(application), lost_(application.code(), application.routers()) {
    for (const auto& router : application.routers().all()) {
      for (const Registration& one : router->registrations) {
        router_of_.emplace(one.call.expr, router.get());
      }
    }
  }

  bool may_be_served(const Route& route) {
    if (!loaded_.may_load(*route.registered_at.file)) return false;
    const auto router = router_of_.find(route.registered_at.expr);
    return router == router_of_.end() || !is_lost(*router->second);
  }

 private:
  bool is_lost(const Router& router) {
    const auto [at, is_new] = known_.emplace(&router, false);
    if (is_new) at->second = lost_.contains(router);
    return at->second;
  }

  LoadedFiles loaded_;
  LostRouters lost_;
  std::unordered_map<const syntax::Node*, const Router*> router_of_;
  std::unordered_map<const Router*, bool> known_;
};

}  // namespace

bool has_document(const Router& app) {
  const Placed url = app.argument("openapi_url");
  if (!url) return true;
  const Value value = evaluate(url);
  return !value.is(Value::Kind::None) && !(value.is(Value::Kind::Str) && value.text.empty());
}

std::vector<const Route*> find_documented_routes(const Application& application) {
  Nodes served, shown;
  std::vector<const Route*> all;
  for (const AppRoutes& app : application.apps()) {
    const bool has = has_document(*app.app) && !is_of_command_line(app);
    for (const Route& route : app.routes) {
      const syntax::Node* call = route.registered_at.expr;
      served.insert(call);
      if (has && is_in_schema(route) && !is_of_library(route) && shown.insert(call).second)
        all.push_back(&route);
    }
  }
  std::optional<LooseRoutes> loose;
  for (const Route* route : application.distinct_routes().all()) {
    const bool is_loose = served.count(route->registered_at.expr) == 0;
    if (!is_loose || !is_in_schema(*route)) continue;
    if (!loose) loose.emplace(application);
    if (loose->may_be_served(*route)) all.push_back(route);
  }
  return all;
}

std::vector<const Route*> documented_endpoints(const Application& application) {
  std::vector<const Route*> all = application.documented_routes();
  Nodes seen;
  std::erase_if(all, [&seen](const Route* route) {
    const syntax::Node* function = route->handler.definition.node;
    return function != nullptr && !seen.insert(function).second;
  });
  return all;
}

}  // namespace fastidious::app
