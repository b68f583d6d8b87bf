#include "app/middleware/handed_on.h"

#include <algorithm>

#include "app/middleware/detail_flow.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kHttpException = "starlette.exceptions.HTTPException";
constexpr int kUnhandled = 500;  // its handler gets what nobody took: no HTTPException

bool takes_http_errors(const semantic::Model& model, const ExceptionHandler& handler) {
  if (handler.status != 0) return handler.status != kUnhandled;
  return !handler.name.empty() && model.is_subclass(handler.name, kHttpException);
}

// Starlette looks for the status first, then for the nearest class
// (starlette.middleware.exceptions). Of several for the same, the last one counts.
const ExceptionHandler* handler_of(const Surroundings& around, const semantic::Model& model,
                                   const RaisedHttpError& error) {
  const ExceptionHandler* by_status = nullptr;
  for (const ExceptionHandler& one : around.exceptions) {
    const bool is_its = error.status && one.status == *error.status && one.status != kUnhandled;
    if (is_its) by_status = &one;
  }
  if (by_status != nullptr) return by_status;
  const ExceptionHandler* by_class = around.handler_for(model, error.cls);
  const bool takes = by_class != nullptr && takes_http_errors(model, *by_class);
  return takes ? by_class : nullptr;
}

// The parameter that holds the exception: the second one, after `self` the third.
const Arg* exception_of(const FileModel& file, const FunctionDef& function) {
  const bool is_method = as<ClassDef>(file.parent(function)) != nullptr;
  const std::size_t index =
      is_method && !function.args->all.empty() && file.text(function.args->all[0]->name) == "self"
          ? 2
          : 1;
  return function.args->all.size() > index ? function.args->all[index] : nullptr;
}

}  // namespace

DetailHandlers::DetailHandlers(const Application& application) : model_(application.code()) {
  bool any = false;
  for (const AppRoutes& one : application.apps()) {
    const bool is_test = one.app->construction.file->file().role == project::Role::Test;
    if (is_test || one.routes.empty()) continue;
    App app{&application.surroundings_of(one), {}};
    for (const Route& route : one.routes) app.endpoints.insert(route.handler.definition.node);
    any = any || std::any_of(app.around->exceptions.begin(), app.around->exceptions.end(),
                             [this](const auto& each) { return takes_http_errors(model_, each); });
    apps_.push_back(std::move(app));
  }
  if (!any) apps_.clear();
}

bool DetailHandlers::hides(const App& app, const RaisedHttpError& error) const {
  const ExceptionHandler* handler = handler_of(*app.around, model_, error);
  if (handler == nullptr || handler->condition != nullptr) return false;
  const auto* function = as<FunctionDef>(handler->handler.definition.node);
  if (function == nullptr) return false;
  const FileModel& file = *handler->handler.definition.file;
  const Arg* exception = exception_of(file, *function);
  return exception != nullptr && !DetailFlow(file, exception->name, error).leaves(function->body);
}

bool DetailHandlers::hide(const Node* endpoint, const RaisedHttpError& error) const {
  const auto serves = [endpoint](const App& app) { return app.endpoints.contains(endpoint); };
  const bool is_served = endpoint != nullptr && std::any_of(apps_.begin(), apps_.end(), serves);
  return !apps_.empty() && std::all_of(apps_.begin(), apps_.end(), [&](const App& app) {
    return (is_served && !serves(app)) || hides(app, error);
  });
}

}  // namespace fastidious::app
