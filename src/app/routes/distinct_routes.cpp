#include "app/routes/distinct_routes.h"

#include <algorithm>
#include <utility>

namespace fastidious::app {

DistinctRoutes::DistinctRoutes(const std::vector<AppRoutes>& apps, const RouterTable& routers) {
  for (const AppRoutes& app : apps) {
    for (const Route& route : app.routes) add(route);
  }
  for (const auto& router : routers.all()) {
    if (router->is_app) continue;
    for (Route& route : effective_routes(*router)) {
      const auto at = std::lower_bound(seen_.begin(), seen_.end(), route.registered_at.expr);
      if (at != seen_.end() && *at == route.registered_at.expr) continue;
      loose_.push_back(std::move(route));
      add(loose_.back());
    }
  }
}

void DistinctRoutes::add(const Route& route) {
  if (route.kind != Route::Kind::Http && route.kind != Route::Kind::WebSocket) return;
  const syntax::Node* call = route.registered_at.expr;
  const auto at = std::lower_bound(seen_.begin(), seen_.end(), call);
  if (at != seen_.end() && *at == call) return;
  seen_.insert(at, call);
  all_.push_back(&route);
}

}  // namespace fastidious::app
