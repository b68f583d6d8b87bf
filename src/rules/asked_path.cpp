#include "rules/asked_path.h"

#include <algorithm>

#include "app/endpoints/endpoint.h"
#include "app/endpoints/health.h"

namespace fastidious::rules {
namespace {

bool can_be_asked(const app::Endpoint& endpoint) {
  const auto& methods = endpoint.methods;
  return endpoint.app != nullptr && !endpoint.is_guarded() && endpoint.path.starts_with('/') &&
         endpoint.path.find_first_of("{*") == std::string::npos &&
         std::find(methods.begin(), methods.end(), "GET") != methods.end();
}

}  // namespace

std::string asked_path(const app::Application& application) {
  const app::Endpoint* best = nullptr;
  for (const app::Endpoint& one : application.endpoints().all()) {
    if (!can_be_asked(one)) continue;
    if (app::is_health_path(one.path)) return one.path;
    if (best == nullptr || one.path == "/") best = &one;
  }
  return best != nullptr ? best->path : std::string{};
}

std::string path_that_tells_most(const app::Application& application) {
  for (const app::Endpoint& one : application.endpoints().all()) {
    if (can_be_asked(one) && app::is_readiness_path(one.path)) return one.path;
  }
  return asked_path(application);
}

}  // namespace fastidious::rules
