#include "app/endpoints/usual_guard.h"

#include <algorithm>
#include <map>

namespace fastidious::app {

std::string_view outermost_guard(const Endpoint& endpoint) {
  std::string_view outermost;
  for (const Evidence& one : endpoint.authentication.evidence) {
    const bool named = one.what.find('.') != std::string::npos;
    if (named && one.what.find(' ') == std::string::npos) outermost = one.what;
  }
  return outermost;
}

std::string usual_guard_near(const Endpoints& endpoints, const Endpoint& endpoint) {
  std::map<std::string_view, int> counts;
  for (const Endpoint& one : endpoints.all()) {
    const bool near = one.app == endpoint.app && one.handler && endpoint.handler &&
                      one.handler.file == endpoint.handler.file;
    if (near && one.is_guarded()) ++counts[outermost_guard(one)];
  }
  counts.erase(std::string_view());
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? endpoints.usual_guard(endpoint.app) : std::string(most->first);
}

}  // namespace fastidious::app
