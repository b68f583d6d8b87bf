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

// "app.api.deps.get_current_user"; what else proves a guard is said in words.
bool is_name(const Evidence& one) {
  return one.what.find('.') != std::string::npos && one.what.find(' ') == std::string::npos;
}

// What a dependency of the endpoint has to do with what guards it.
class GuardFinder {
 public:
  explicit GuardFinder(const Endpoint& endpoint) : evidence_(endpoint.authentication.evidence) {
    if (endpoint.route == nullptr) return;
    for (const Dependency& one : endpoint.route->dependant.dependencies) look_at(one);
  }
  std::string_view guard() const { return guard_; }

 private:
  std::string_view evidence_of(const Dependency& dependency) const {
    const std::string name = name_of_callable(dependency.callable);
    for (const Evidence& one : evidence_) {
      if (is_name(one) && one.what == name) return one.what;
    }
    return {};
  }

  // Of several side by side the one that needs most others, else the first.
  void look_at(const Dependency& dependency) {
    const std::string_view name = evidence_of(dependency);
    if (name.empty()) {
      for (const Dependency& one : dependency.dependencies) look_at(one);
      return;
    }
    int size = 0;
    for_each_dependency(dependency, [&](const Dependency& one) {
      if (!evidence_of(one).empty()) ++size;
    });
    if (size <= size_) return;
    size_ = size;
    guard_ = name;
  }

  const std::vector<Evidence>& evidence_;
  std::string_view guard_;
  int size_ = 0;
};

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
  const std::string_view guard = GuardFinder(endpoint).guard();
  if (!guard.empty()) return guard;
  std::string_view last;
  for (const Evidence& one : endpoint.authentication.evidence) {
    if (is_name(one)) last = one.what;
  }
  return last;
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
