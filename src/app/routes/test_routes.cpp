#include "app/routes/test_routes.h"

#include <algorithm>

namespace fastidious::app {
namespace {

bool is_of_tests(const Placed& at) {
  return at.file != nullptr && at.file->file().role == project::Role::Test;
}

}  // namespace

TestRoutes::TestRoutes(const std::vector<AppRoutes>& apps) {
  for (const AppRoutes& one : apps) {
    if (is_of_tests(one.app->construction)) continue;
    for (const Route& route : one.routes) served_.insert(route.registered_at.expr);
  }
}

bool TestRoutes::contains(const AppRoutes& app, const Route& route) const {
  const bool all = std::all_of(route.includes.begin(), route.includes.end(), is_of_tests);
  if (is_of_tests(route.registered_at) && all) return true;
  return is_of_tests(app.app->construction) && served_.count(route.registered_at.expr) > 0;
}

}  // namespace fastidious::app
