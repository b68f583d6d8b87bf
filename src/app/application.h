#pragma once
// The application that a repository's code describes: what is served where, by whom, to whom.
//
// Built once from the semantic model, which it refers to and must not outlive; const afterwards.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/effects/exception_mapping.h"
#include "app/effects/raised_errors.h"
#include "app/endpoints/endpoint.h"
#include "app/instrumentation/instrumentation.h"
#include "app/middleware/surroundings.h"
#include "app/models/model_class.h"
#include "app/models/model_use.h"
#include "app/routes/cloud_functions.h"
#include "app/routes/distinct_routes.h"
#include "app/routes/operations.h"
#include "app/routes/route.h"
#include "app/routes/router.h"
#include "app/routes/test_requests.h"
#include "app/settings/environment_reads.h"
#include "app/settings/settings_class.h"
#include "base/lazy.h"

namespace fastidious::app {

// What the text of the code cannot tell.
struct ApplicationOptions {
  // Endpoints that are open to everybody on purpose: "/health", "GET /items/{id}", "/public/*".
  std::vector<std::string> public_routes;
  // Qualified names of dependencies that refuse strangers, although that cannot be seen:
  // "app.deps.current_user".
  std::vector<std::string> guards = {};
};

class Application {
 public:
  explicit Application(const semantic::Model& model, ApplicationOptions options = {});
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  const semantic::Model& code() const { return model_; }
  const ApplicationOptions& options() const { return options_; }
  const RouterTable& routers() const { return routers_; }
  // Each FastAPI() of the repository with its routes, by file and position.
  const std::vector<AppRoutes>& apps() const { return apps_; }
  // Firebase functions that answer requests, by file and position.
  const std::vector<CloudFunction>& functions() const { return functions_; }
  // Applications that production serves by themselves: in application code, and mounted by no
  // other one. By file and position.
  std::vector<const AppRoutes*> served_apps() const;
  // The one of these with the most routes, of several the one nearest to the root: others include
  // its routers, too, to try them. Null if there is none.
  const AppRoutes* main_app() const;

  // What follows is computed when it is first asked for, and may be asked by several threads.
  // All endpoints, with who may call them.
  const Endpoints& endpoints() const;
  // Each route once, those of routers that no application includes too.
  const DistinctRoutes& distinct_routes() const;
  // What OpenAPI shows of them.
  const std::vector<Operation>& operations() const;
  // The endpoints behind them (app/routes/documented_routes.h).
  const std::vector<const Route*>& documented_routes() const;
  // What clients send and get, and what settings are made of.
  const ModelUses& model_uses() const;
  // Which exceptions can leave each function, and what applications answer to them.
  const RaisedErrors& errors() const;
  const std::vector<ExceptionMapping>& exception_mappings() const;
  // The requests that tests make.
  const std::vector<TestRequest>& requests_of_tests() const;
  // Middleware, exception handlers and events of each of apps(), in their order.
  const std::vector<Surroundings>& surroundings() const;
  const Surroundings& surroundings_of(const AppRoutes& app) const;
  const SettingsTable& settings() const;
  const std::vector<EnvironmentRead>& environment_reads() const;
  const Instrumentation& instrumentation() const;

  // The application that `name` means: "app/main.py:app", "app.main:app", or the file alone where
  // it has one only. Null if there is none.
  const AppRoutes* find(std::string_view name) const;
  // "app/main.py:app"; the line in place of the name where it has none.
  static std::string label(const Router& app);

 private:
  const semantic::Model& model_;
  ApplicationOptions options_;
  RouterTable routers_;
  std::vector<AppRoutes> apps_;
  std::vector<CloudFunction> functions_;
  Lazy<Endpoints> endpoints_;
  Lazy<DistinctRoutes> distinct_routes_;
  Lazy<std::vector<Operation>> operations_;
  Lazy<std::vector<const Route*>> documented_routes_;
  Lazy<ModelUses> model_uses_;
  Lazy<std::vector<TestRequest>> requests_;
  Lazy<std::vector<Surroundings>> surroundings_;
  Lazy<SettingsTable> settings_;
  Lazy<std::vector<EnvironmentRead>> environment_reads_;
  Lazy<Instrumentation> instrumentation_;
  Lazy<RaisedErrors> errors_;
  Lazy<std::vector<ExceptionMapping>> mappings_;
};

}  // namespace fastidious::app
