#include "app/routes/distinct_routes.h"

#include <algorithm>
#include <memory>
#include <unordered_set>
#include <utility>

#include "app/routes/library_routes.h"
#include "app/routes/lost_routers.h"

namespace fastidious::app {

namespace {

// Routers that nobody serves; null where production has no application: it may be a library.
std::unique_ptr<LostRouters> lost_routers(const RouterTable& routers) {
  for (const auto& one : routers.all()) {
    const FileModel& file = *one->construction.file;
    const bool serves = one->is_app && file.file().role == project::Role::Application;
    if (serves) return std::make_unique<LostRouters>(file.project(), routers);
  }
  return nullptr;
}

}  // namespace

DistinctRoutes::DistinctRoutes(const std::vector<AppRoutes>& apps, const RouterTable& routers) {
  for (const AppRoutes& app : apps) {
    for (const Route& route : app.routes) add(route);
  }
  const std::unique_ptr<LostRouters> lost = lost_routers(routers);
  for (const auto& router : routers.all()) {
    if (!has_new(*router)) continue;
    if (lost != nullptr && lost->contains(*router)) continue;
    for (Route& route : effective_routes(*router)) {
      if (is_known(*route.registered_at.expr)) continue;
      loose_.push_back(std::move(route));
      add(loose_.back());
    }
  }
}

std::vector<const Route*> DistinctRoutes::by_endpoint() const {
  std::unordered_set<const syntax::Node*> seen;
  std::vector<const Route*> first;
  for (const Route* route : all_) {
    const syntax::Node* function = route->handler.definition.node;
    if (function == nullptr || seen.insert(function).second) first.push_back(route);
  }
  return first;
}

bool DistinctRoutes::has_new(const Router& router) {
  std::unordered_set<const Router*> asked;
  std::vector<const Router*> left = {&router};
  while (!left.empty()) {
    const Router& next = *left.back();
    left.pop_back();
    if (next.is_app || without_new_.contains(&next) || !asked.insert(&next).second) continue;
    for (const Registration& one : next.registrations) {
      const bool is_route =
          one.kind == Registration::Kind::Route || one.kind == Registration::Kind::WebSocket;
      if (is_route && !is_known(*one.call.expr)) return true;
      if (!is_route) left.insert(left.end(), one.targets.begin(), one.targets.end());
    }
  }
  without_new_.merge(asked);  // and never will have: what is known stays so
  return false;
}

bool DistinctRoutes::is_known(const syntax::Node& call) const {
  return std::binary_search(seen_.begin(), seen_.end(), &call);
}

void DistinctRoutes::add(const Route& route) {
  if (route.kind != Route::Kind::Http && route.kind != Route::Kind::WebSocket) return;
  if (is_of_library(route)) return;
  const syntax::Node* call = route.registered_at.expr;
  const auto at = std::lower_bound(seen_.begin(), seen_.end(), call);
  if (at != seen_.end() && *at == call) return;
  seen_.insert(at, call);
  all_.push_back(&route);
}

}  // namespace fastidious::app
