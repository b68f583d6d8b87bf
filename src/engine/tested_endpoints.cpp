#include "engine/tested_endpoints.h"

#include <algorithm>
#include <tuple>

#include "app/routes/request_match.h"

namespace fastidious::engine {

TestedEndpoints::TestedEndpoints(const std::vector<app::TestRequest>& requests) {
  const auto key = [](const app::TestRequest* request) {
    return std::tie(request->method, request->path, request->goes_everywhere);
  };
  std::vector<const app::TestRequest*> sorted;
  for (const app::TestRequest& request : requests) sorted.push_back(&request);
  std::sort(sorted.begin(), sorted.end(), [&](auto* a, auto* b) { return key(a) < key(b); });
  for (const app::TestRequest* one : sorted) {
    if (all_.empty() || key(all_.back().request) != key(one)) all_.push_back({one});
    ++all_.back().times;
  }
}

bool TestedEndpoints::note(const app::Endpoint& endpoint) {
  bool is_tested = false;
  for (SameRequests& one : all_) {
    if (endpoint.route == nullptr || !app::hits(*one.request, endpoint)) continue;
    one.has_arrived = is_tested = true;
  }
  return is_tested;
}

std::uint32_t TestedEndpoints::requests() const {
  std::uint32_t number = 0;
  for (const SameRequests& one : all_) number += one.has_arrived ? one.times : 0;
  return number;
}

}  // namespace fastidious::engine
