#pragma once
// Routes that only tests serve: they are no endpoints of the application.

#include <unordered_set>
#include <vector>

#include "app/routes/route.h"

namespace fastidious::app {

class TestRoutes {
 public:
  explicit TestRoutes(const std::vector<AppRoutes>& apps);

  // Whether a file of tests registers the route, or `app` is of tests and another application
  // serves the route too. A router that is included elsewhere is the application's, whatever its
  // file is called (`connection_test.py`). What only an application of tests includes, a library's
  // router, is all that shows how it is served.
  bool contains(const AppRoutes& app, const Route& route) const;

 private:
  std::unordered_set<const syntax::Node*> served_;  // the calls that register what others serve
};

}  // namespace fastidious::app
