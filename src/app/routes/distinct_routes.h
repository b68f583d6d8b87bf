#pragma once
// The endpoints of a repository, each once, however often and wherever its router is included.

#include <deque>
#include <unordered_set>
#include <vector>

#include "app/routes/route.h"

namespace fastidious::app {

class DistinctRoutes {
 public:
  // `apps` must outlive it.
  DistinctRoutes(const std::vector<AppRoutes>& apps, const RouterTable& routers);
  DistinctRoutes(DistinctRoutes&&) = default;

  // HTTP and WebSocket endpoints: those of applications first, then those of routers that no
  // application of the repository includes (a library's, or one included in a way not seen), each
  // in the order of registration. Of a router included twice, the first one's.
  const std::vector<const Route*>& all() const { return all_; }
  // The first of them for each endpoint: one that is registered under two paths is there once.
  std::vector<const Route*> by_endpoint() const;

 private:
  void add(const Route& route);
  bool is_known(const syntax::Node& call) const;
  // Whether a route of the router, or of one it includes, is not known yet.
  bool has_new(const Router& router);

  std::deque<Route> loose_;
  std::vector<const Route*> all_;
  std::vector<const syntax::Node*> seen_;          // sorted: the registering calls
  std::unordered_set<const Router*> without_new_;  // looked up only
};

}  // namespace fastidious::app
