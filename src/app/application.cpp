#include "app/application.h"

#include <algorithm>
#include <unordered_set>

#include "app/instrumentation/development_server.h"
#include "app/routes/documented_routes.h"
#include "app/routes/requests_by_name.h"
#include "semantic/model.h"

namespace fastidious::app {

Application::Application(const semantic::Model& model, ApplicationOptions options)
    : model_(model),
      options_(std::move(options)),
      routers_(model),
      functions_(cloud_functions(model)) {
  for (const auto& router : routers_.all()) {
    if (router->is_app) apps_.push_back({router.get(), effective_routes(*router)});
  }
}

const Endpoints& Application::endpoints() const {
  return endpoints_.get([this] { return Endpoints(*this); });
}

const DistinctRoutes& Application::distinct_routes() const {
  return distinct_routes_.get([this] { return DistinctRoutes(apps_, routers_); });
}

const std::vector<Operation>& Application::operations() const {
  return operations_.get([this] { return operations_of(apps_, routers_); });
}

const std::vector<const Route*>& Application::documented_routes() const {
  return documented_routes_.get([this] { return find_documented_routes(*this); });
}

const ModelUses& Application::model_uses() const {
  return model_uses_.get([this] { return ModelUses(model_, distinct_routes()); });
}

const std::vector<TestRequest>& Application::requests_of_tests() const {
  return requests_.get([this] {
    std::vector<TestRequest> requests = test_requests(model_);
    find_named_paths(requests, apps());
    return requests;
  });
}

const RaisedErrors& Application::errors() const {
  return errors_.get([this] { return RaisedErrors(model_); });
}

const std::vector<ExceptionMapping>& Application::exception_mappings() const {
  return mappings_.get([this] { return app::exception_mappings(surroundings()); });
}

std::string Application::label(const Router& app) {
  const FileModel& file = *app.construction.file;
  std::string text = file.file().path + ":";
  if (app.name) return text + std::string(file.text(*app.name.node));
  const auto position = file.file().lines.position(file.file().text, app.construction.expr->begin);
  return text + std::to_string(position.line);
}

std::vector<const AppRoutes*> Application::served_apps() const {
  std::unordered_set<const Router*> mounted;
  for (const AppRoutes& one : apps_) {
    for (const Route& route : one.routes) mounted.insert(route.mounted);
  }
  std::vector<const AppRoutes*> served;
  for (const AppRoutes& one : apps_) {
    const bool in_production =
        one.app->construction.file->file().role == project::Role::Application;
    if (in_production && !mounted.contains(one.app)) served.push_back(&one);
  }
  return served;
}

// One that only developers start is the main one where there is no other.
const AppRoutes* Application::main_app() const {
  const auto depth_of = [](const AppRoutes& one) {
    const std::string& path = one.app->construction.file->file().path;
    return std::count(path.begin(), path.end(), '/');
  };
  const auto served = served_apps();
  const auto is_tried = [&](const AppRoutes& one) {
    return served.size() > 1 &&
           (one.routes.empty() || is_for_development(*this, one) || is_for_own_machine(*this, one));
  };
  const auto is_better = [&](const AppRoutes& one, const AppRoutes& other) {
    if (one.routes.size() == other.routes.size()) return depth_of(one) < depth_of(other);
    return one.routes.size() > other.routes.size();
  };
  const AppRoutes* main = nullptr;
  bool main_is_tried = false;
  for (const AppRoutes* one : served) {
    const bool tried = is_tried(*one);
    const bool precedes = tried == main_is_tried && main != nullptr && is_better(*one, *main);
    if (main != nullptr && tried >= main_is_tried && !precedes) continue;
    main = one;
    main_is_tried = tried;
  }
  return main;
}

const std::vector<Surroundings>& Application::surroundings() const {
  return surroundings_.get([this] {
    std::vector<const Router*> apps;
    for (const AppRoutes& one : apps_) apps.push_back(one.app);
    return read_surroundings(apps, routers_);
  });
}

const Surroundings& Application::surroundings_of(const AppRoutes& app) const {
  return surroundings()[static_cast<std::size_t>(&app - apps_.data())];
}

const SettingsTable& Application::settings() const {
  return settings_.get([this] { return SettingsTable(model_); });
}

const std::vector<EnvironmentRead>& Application::environment_reads() const {
  return environment_reads_.get([this] { return app::environment_reads(model_); });
}

const Instrumentation& Application::instrumentation() const {
  return instrumentation_.get([this] { return Instrumentation(*this); });
}

const AppRoutes* Application::find(std::string_view name) const {
  const AppRoutes* by_file = nullptr;
  for (const AppRoutes& one : apps_) {
    const FileModel& file = *one.app->construction.file;
    if (label(*one.app) == name) return &one;
    const std::string by_module =
        file.file().module_name + label(*one.app).substr(file.file().path.size());
    if (by_module == name) return &one;
    if (file.file().path == name) by_file = &one;
  }
  return by_file;
}

}  // namespace fastidious::app
