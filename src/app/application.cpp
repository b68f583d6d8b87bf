#include "app/application.h"

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

const ModelUses& Application::model_uses() const {
  return model_uses_.get([this] { return ModelUses(model_, distinct_routes()); });
}

const std::vector<TestRequest>& Application::requests_of_tests() const {
  return requests_.get([this] { return test_requests(model_); });
}

std::string Application::label(const Router& app) {
  const FileModel& file = *app.construction.file;
  std::string text = file.file().path + ":";
  if (app.name) return text + std::string(file.text(*app.name.node));
  const auto position = file.file().lines.position(file.file().text, app.construction.expr->begin);
  return text + std::to_string(position.line);
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
