#pragma once
// The error statuses that an endpoint can answer with, beside those that it documents.

#include <string>
#include <string_view>
#include <vector>

#include "app/effects/exception_mapping.h"
#include "app/effects/raised_errors.h"
#include "app/routes/route.h"

namespace fastidious::app {

class Application;

struct RouteError {
  int status = 0;
  // What raises it: the endpoint itself or one of its dependencies, with all that it calls.
  const Dependency* by = nullptr;
  bool by_endpoint = false;
  std::vector<ErrorStep> trace;  // from that function to the Raise; empty for a library's scheme
  const ExceptionMapping* mapping = nullptr;  // that makes the status of a domain's exception
};

// Each status once, ascending: by the endpoint if it raises it too, else by the first dependency.
// Statuses of fastapi.security's schemes are among them (without trace), FastAPI's own 422 is not.
std::vector<RouteError> route_errors(const Application& application, const Router* app,
                                     const Route& route);
// Each status once by the endpoint, and once by each dependency that raises it.
std::vector<RouteError> route_errors_by_each(const Application& application, const Router* app,
                                             const Route& route);

// Whether the operation's `responses` (of route, routers, includes, application), its own success
// status or FastAPI's own 422 say so; `4XX` and `default` count for all that they stand for.
bool documents(const Route& route, int status);

// Documented statuses as they are written, ascending: "404", "4XX", "default".
std::vector<std::string> documented_statuses(const Route& route);

// Whether FastAPI adds 422 by itself: the operation has a parameter or a body.
bool is_validated(const Route& route);

}  // namespace fastidious::app
