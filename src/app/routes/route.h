#pragma once
// Routes as they are when all routers are put together: effective path, tags, dependencies.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/dependencies/dependency.h"
#include "app/routes/router.h"
#include "app/values/value.h"

namespace fastidious::app {

using Responses = std::vector<std::pair<Value, Value>>;  // status code, what is said of it

struct Route {
  enum class Kind : std::uint8_t { Http, WebSocket, Function, Mount, Webhook } kind = Kind::Http;
  std::vector<std::string> methods;  // upper case
  std::string full_path;             // with convertors: "/files/{path:path}"
  std::string path;                  // as OpenAPI shows it: "/files/{path}"
  bool path_is_known = true;         // every part of the path could be told
  std::string name;
  Value handler;                 // Function, Class, Lambda or Call
  Placed registered_at;          // the call that registers the route
  Bindings bindings;             // what loops around that call bind for this route
  std::vector<Placed> includes;  // the calls that include its router, outermost first
  std::vector<const syntax::Stmt*> conditions;  // Ifs it stands under, outermost first
  std::vector<Value> tags;
  bool tags_are_known = true;       // nothing is given for them that cannot be told
  std::vector<Value> dependencies;  // Depends(…) of app, includes, routers and route, in that order
  Responses responses;
  bool responses_are_known = true;  // the same
  Value response_class;             // Unknown: the default
  Placed operation_id;              // what a loop over the routes assigns to it; may be null
  Value unique_id_function;         // Unknown: the default
  bool deprecated = false;
  bool include_in_schema = true;
  std::vector<Placed> callbacks;  // lists of routes: `router.routes`
  Dependency dependant;           // the handler as a dependency, with all that it needs
  const Router* mounted = nullptr;

  // A keyword of the registering call that only the route itself may set.
  Value own(std::string_view keyword) const;
};

struct AppRoutes {
  const Router* app = nullptr;
  std::vector<Route> routes;  // in the order of registration
};

// The routes of one application or, for OpenAPI's callbacks, of one router.
std::vector<Route> effective_routes(const Router& app);

}  // namespace fastidious::app
