#pragma once
// What rules about endpoints share: grouping by where a guard is missing, naming, listing.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "rules/application_check.h"

namespace fastidious::rules {

// Endpoints that one missing guard leaves open.
struct OpenGroup {
  app::Placed at;
  std::vector<const app::Endpoint*> endpoints;
};

// Whether the endpoint is one that the group holds already, at another path.
bool shares_handler(const OpenGroup& group, const app::Endpoint& endpoint);

// Groups those endpoints by `guard_at`, in the order of the endpoints.
template <class Wanted>
std::vector<OpenGroup> open_groups(const app::Application& application, Wanted&& wanted) {
  std::vector<OpenGroup> groups;
  for (const app::Endpoint& endpoint : application.endpoints().all()) {
    if (!wanted(endpoint)) continue;
    OpenGroup* group = nullptr;
    for (OpenGroup& one : groups) {
      if (one.at.expr == endpoint.guard_at.expr || shares_handler(one, endpoint)) group = &one;
    }
    if (group == nullptr) group = &groups.emplace_back(OpenGroup{endpoint.guard_at, {}});
    group->endpoints.push_back(&endpoint);
  }
  return groups;
}

// Where an endpoint is written: its handler's name, else the call that registers it.
app::Placed place_of(const app::Endpoint& endpoint);
Span span_of(const app::Endpoint& endpoint);
// A step of the trace for each endpoint; the first 25 of them.
void list_endpoints(Draft& draft, const std::vector<const app::Endpoint*>& endpoints);
// All of them, those once that one registration makes at several paths or in several applications:
// by a router that is included twice.
std::vector<const app::Endpoint*> distinct_endpoints(const app::Application& application);
// What the paths of a request or endpoint end in, as numbers (0: anything): most requests are told
// from most endpoints at a glance.
struct PathEnds {
  std::uint64_t whole = 0, below_mount = 0;
  bool may_meet(const PathEnds& request) const {
    const std::uint64_t end = request.whole;
    return end == 0 || whole == 0 || below_mount == 0 || end == whole || end == below_mount;
  }
};

// The endpoints that one registration makes, guarded as it is: who calls one has tried them all.
class SameEndpoints {
 public:
  explicit SameEndpoints(const app::Application& application);
  // Whether the request, one of the application's tests, goes to the endpoint, or to another one
  // that is the same.
  bool hit_by(const app::TestRequest& request, const app::Endpoint& endpoint) const;

 private:
  std::size_t index_of(const app::Endpoint& endpoint) const {
    return static_cast<std::size_t>(&endpoint - all_.data());
  }

  const std::vector<app::TestRequest>& requests_;
  const std::vector<app::Endpoint>& all_;
  std::vector<PathEnds> request_ends_, ends_;              // by index
  std::vector<std::vector<const app::Endpoint*>> others_;  // by index into all_
};
// As the tests' client has to be asked for it: below its mount where they call the mounted
// application by itself.
std::string path_of_tests(const app::Endpoint& endpoint,
                          const std::vector<const app::Endpoint*>& all,
                          const std::vector<app::TestRequest>& requests);
// "`create_item`", or the path where the handler is not in the repository.
std::string handler_name(const app::Endpoint& endpoint);
// "`GET /a`, `GET /b` and `GET /c`", "`GET /a`, `GET /b`, `GET /c` and 4 more".
std::string labels_of(const std::vector<const app::Endpoint*>& endpoints);
// Whether a request of this kind changes something: POST, PUT, PATCH, DELETE.
bool changes_state(const app::Endpoint& endpoint);
// The file of tests with the most requests to these endpoints; null if no request goes to one.
const semantic::FileModel* file_of_requests(const std::vector<const app::Endpoint*>& endpoints,
                                            const std::vector<app::TestRequest>& requests);
// `client.request(method, path)`, or `(await client.request(method, path))` where the tests await
// their requests, by the name of a client that is nobody in particular; empty where there is none.
std::string request_of_tests(const app::Endpoint& endpoint,
                             const std::vector<app::TestRequest>& requests,
                             std::string_view arguments);
// "get_current_user" of "app.api.deps.get_current_user".
std::string_view last_part(std::string_view qualified);

}  // namespace fastidious::rules
