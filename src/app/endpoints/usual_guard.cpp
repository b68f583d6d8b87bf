#include "app/endpoints/usual_guard.h"

#include <algorithm>
#include <map>

#include "app/dependencies/factory.h"

namespace fastidious::app {

namespace {

// `get_flow(flow_id, user)`: it guards what it loads, and is of no use where nothing is loaded.
bool loads_object(const Endpoint& endpoint, std::string_view guard) {
  bool loads = false;
  if (endpoint.route == nullptr) return false;
  for_each_dependency(endpoint.route->dependant, [&](const Dependency& one) {
    if (name_of_callable(one.callable) != guard) return;
    loads = std::any_of(one.parameters.begin(), one.parameters.end(), [](const Parameter& taken) {
      return taken.in == Parameter::In::Path || taken.is_body();
    });
  });
  return loads;
}

using Counts = std::map<std::string_view, int>;

std::string_view usual(Counts counts) {
  counts.erase(std::string_view());
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string_view() : most->first;
}

}  // namespace

std::string_view outermost_guard(const Endpoint& endpoint) {
  std::string_view outermost;
  for (const Evidence& one : endpoint.authentication.evidence) {
    const bool named = one.what.find('.') != std::string::npos;
    if (named && one.what.find(' ') == std::string::npos) outermost = one.what;
  }
  return outermost;
}

std::string usual_guard_near(const Endpoints& endpoints, const Endpoint& endpoint) {
  Counts for_all, for_some;
  for (const Endpoint& one : endpoints.all()) {
    const bool near = one.app == endpoint.app && one.handler && endpoint.handler &&
                      one.handler.file == endpoint.handler.file;
    if (near && one.is_guarded() && !loads_object(one, outermost_guard(one))) {
      ++(one.authentication.roles.empty() ? for_all : for_some)[outermost_guard(one)];
    }
  }
  // Nobody has said that this endpoint is for administrators only.
  const std::string_view near = usual(for_all).empty() ? usual(for_some) : usual(for_all);
  return near.empty() ? endpoints.usual_guard(endpoint.app) : std::string(near);
}

}  // namespace fastidious::app
