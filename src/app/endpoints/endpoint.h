#pragma once
// Each endpoint of the repository, with who may call it.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/dependencies/authentication.h"
#include "app/routes/cloud_functions.h"
#include "app/routes/route.h"
#include "app/routes/test_requests.h"

namespace fastidious::app {

class Application;

struct Endpoint {
  enum class Kind : std::uint8_t { Http, WebSocket, Function } kind = Kind::Http;
  const AppRoutes* app = nullptr;           // null: a Firebase function
  const Route* route = nullptr;             // the same
  const CloudFunction* function = nullptr;  // null: a route
  std::vector<std::string> methods;         // upper case; "*" where any will do
  std::string path;                         // with the prefixes of mounts
  Definition handler;                       // the FunctionDef; null if it is not in the repository
  std::vector<Placed> conditions;           // the tests of the Ifs it stands under
  Authentication authentication;
  // The outermost call below which nothing is guarded: FastAPI(…), an include_router, or the one
  // that registers the route. There a missing guard is to be reported, once for all that share it.
  Placed guard_at;
  // Nothing guards it, and the dependencies by which an application around it guards its own routes
  // do not hold here: the mount() or add_route() that leaves it out. Null mostly.
  Placed left_out_at;

  bool is_guarded() const { return authentication.status == Authentication::Status::Enforced; }
  // "POST /items/{id}", "websocket /feed": what to call it in a message.
  std::string label() const;
};

class Endpoints {
 public:
  explicit Endpoints(const Application& application);

  // By application, mounted ones below what mounts them, in the order of registration; then
  // Firebase functions. An application that is mounted twice is there twice.
  const std::vector<Endpoint>& all() const { return endpoints_; }
  // Mounts of what is no FastAPI application (files, other frameworks) in an application whose own
  // dependencies refuse strangers: these do not hold there.
  const std::vector<const Route*>& unguarded_mounts() const { return unguarded_mounts_; }
  // The dependency that guards most endpoints, "app.api.deps.get_current_user"; empty if none does.
  std::string usual_guard() const;
  // The same among the endpoints of `app`; null: among Firebase functions.
  std::string usual_guard(const AppRoutes* app) const;
  // The first endpoint of the route; null for mounts and webhooks.
  const Endpoint* of(const Route& route) const;

 private:
  std::vector<Endpoint> endpoints_;
  std::vector<const Route*> unguarded_mounts_;
  std::map<const Route*, std::size_t> by_route_;
};

// Whether a test's request goes to the endpoint.
bool hits(const TestRequest& request, const Endpoint& endpoint);

// Whether one of the configuration's entries ("/health", "GET /items/{id}", "/public/*") is about
// the endpoint. A `*` at the end stands for anything.
bool is_configured_public(const Endpoint& endpoint, const std::vector<std::string>& entries);

}  // namespace fastidious::app
