#pragma once
// The application that a repository's code describes: what is served where, by whom, to whom.
//
// Built once from the semantic model, which it refers to and must not outlive; const afterwards.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/models/model_class.h"
#include "app/routes/cloud_functions.h"
#include "app/routes/route.h"
#include "app/routes/router.h"

namespace fastidious::app {

class Application {
 public:
  explicit Application(const semantic::Model& model);
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  const semantic::Model& code() const { return model_; }
  const RouterTable& routers() const { return routers_; }
  // Each FastAPI() of the repository with its routes, by file and position.
  const std::vector<AppRoutes>& apps() const { return apps_; }
  // Firebase functions that answer requests, by file and position.
  const std::vector<CloudFunction>& functions() const { return functions_; }
  // The application that `name` means: "app/main.py:app", "app.main:app", or the file alone where
  // it has one only. Null if there is none.
  const AppRoutes* find(std::string_view name) const;
  // "app/main.py:app"; the line in place of the name where it has none.
  static std::string label(const Router& app);

 private:
  const semantic::Model& model_;
  RouterTable routers_;
  std::vector<AppRoutes> apps_;
  std::vector<CloudFunction> functions_;
};

}  // namespace fastidious::app
