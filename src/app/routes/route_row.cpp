#include "app/routes/route_row.h"

#include <algorithm>
#include <set>

#include "app/dependencies/factory.h"
#include "app/effects/background_tasks.h"
#include "app/effects/route_errors.h"
#include "app/routes/response_model.h"
#include "app/routes/test_routes.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

std::uint32_t line_of(Placed at) {
  return at.file->file().lines.position(at.file->file().text, at.expr->begin).line;
}

std::string place_of(Placed at) { return at.file->file().path + ":" + std::to_string(line_of(at)); }

std::string_view in_name(Parameter::In in) {
  constexpr std::string_view kNames[] = {"path", "query", "header", "cookie",
                                         "body", "form",  "file"};
  return kNames[static_cast<std::size_t>(in)];
}

std::string_view kind_name(Route::Kind kind) {
  switch (kind) {
    case Route::Kind::WebSocket: return "websocket";
    case Route::Kind::Mount: return "mount";
    default: return "http";
  }
}

std::string condition_of(const Route& route) {
  std::string text;
  const FileModel& file = *route.registered_at.file;
  for (const Stmt* one : route.conditions) {
    const auto* choice = one->as<If>();
    const bool here = choice != nullptr && one->end <= file.file().text.size();
    if (!here) continue;
    if (!text.empty()) text += " and ";
    const FileModel* owner = nullptr;
    for (const Placed& include : route.includes) {
      if (include.expr->begin >= one->begin && include.expr->end <= one->end) owner = include.file;
    }
    text += (owner != nullptr ? *owner : file).text(*choice->test);
  }
  return text;
}

class RowWriter {
 public:
  explicit RowWriter(const Application& application)
      : application_(application),
        of_tests_(application.apps()),
        requests_(application.requests_of_tests()) {}

  std::vector<RouteRow> run() {
    std::set<const Router*> mounted;
    for (const AppRoutes& app : application_.apps()) {
      for (const Route& route : app.routes) {
        if (!of_tests_.contains(app, route)) mounted.insert(route.mounted);
      }
    }
    for (const AppRoutes& app : application_.apps()) {
      if (mounted.find(app.app) == mounted.end()) add_app(app, "", 0);
    }
    for (const CloudFunction& one : application_.functions()) add_function(one);
    return std::move(rows_);
  }

 private:
  static constexpr int kMaxMounts = 8;

  void add_app(const AppRoutes& app, const std::string& prefix, int depth) {
    for (const Route& route : app.routes) {
      if (route.kind == Route::Kind::Webhook || of_tests_.contains(app, route)) continue;
      add_route(app.app, route, prefix);
      if (route.mounted == nullptr || depth >= kMaxMounts) continue;
      for (const AppRoutes& inner : application_.apps()) {
        if (inner.app == route.mounted) {
          add_app(inner, prefix + (route.path == "/" ? "" : route.path), depth + 1);
        }
      }
    }
  }

  void add_route(const Router* app, const Route& route, const std::string& prefix) {
    RouteRow row;
    row.kind = kind_name(route.kind);
    row.methods = route.methods;
    row.path = prefix + route.path;
    row.handler = name_of_callable(route.handler);
    place_handler(row, route);
    row.registered_at =
        place_of(route.includes.empty() ? route.registered_at : route.includes.front());
    row.conditional = condition_of(route);
    if (route.kind != Route::Kind::Mount) describe(row, app, route);
    add_tests(row, route, prefix);
    rows_.push_back(std::move(row));
  }

  static void place_handler(RouteRow& row, const Route& route) {
    if (const auto* function = as<FunctionDef>(route.handler.definition.node)) {
      const project::SourceFile& file = route.handler.definition.file->file();
      row.file = file.path;
      row.line = file.lines.position(file.text, function->name_span.begin).line;
    } else {
      row.file = route.registered_at.file->file().path;
      row.line = line_of(route.registered_at);
    }
  }

  void describe(RouteRow& row, const Router* app, const Route& route) {
    if (const Endpoint* endpoint = application_.endpoints().of(route)) {
      row.authentication = endpoint->authentication;
    }
    const ResponseModel response = response_model(route);
    if (!response.type.is(Type::Kind::Missing)) row.response_model = display_name(response.type);
    for_each_dependency(route.dependant, [&](const Dependency& dependency) {
      for (const Parameter& one : dependency.parameters) add_parameter(row, one);
      if (&dependency != &route.dependant) {
        row.dependencies.push_back(name_of_callable(dependency.callable));
      }
    });
    for (const RouteError& error : route_errors(application_, app, route)) {
      row.raised.push_back(error.status);
      if (!documents(route, error.status)) row.undocumented.push_back(error.status);
    }
    row.documented = documented_statuses(route);
    for (const BackgroundTask& one : background_tasks(route)) row.background.push_back(one.name);
  }

  static void add_parameter(RouteRow& row, const Parameter& parameter) {
    row.parameters.push_back(std::string(in_name(parameter.in)) + " " + parameter.alias + ": " +
                             display_name(parameter.field.type));
    if (parameter.in == Parameter::In::Body && row.request_model.empty()) {
      row.request_model = display_name(parameter.field.type);
    }
  }

  void add_tests(RouteRow& row, const Route& route, const std::string& prefix) {
    Route full;
    full.kind = route.kind;
    full.methods = route.methods;
    full.path = prefix + route.path;
    for (const TestRequest& request : requests_) {
      if (hits(request, full)) row.tests.push_back(place_of(request.call));
    }
  }

  void add_function(const CloudFunction& function) {
    RouteRow row;
    const FileModel& file = *function.handler.file;
    const auto& node = *function.handler.node->as<FunctionDef>();
    row.kind = "function";
    row.methods = {"POST"};
    if (!function.is_callable) row.methods = {"*"};
    row.path = "/" + std::string(file.text(node.name));
    row.handler = file.qualified_name(node);
    row.file = file.file().path;
    row.line = file.file().lines.position(file.file().text, node.name_span.begin).line;
    row.registered_at = place_of(function.decorator);
    for (const RaisedError& error : application_.errors().of(function.handler).raised) {
      if (error.status.value != 0) row.raised.push_back(error.status.value);
    }
    std::sort(row.raised.begin(), row.raised.end());
    for (const Endpoint& endpoint : application_.endpoints().all()) {
      if (endpoint.function == &function) row.authentication = endpoint.authentication;
    }
    rows_.push_back(std::move(row));
  }

  const Application& application_;
  TestRoutes of_tests_;
  const std::vector<TestRequest>& requests_;
  std::vector<RouteRow> rows_;
};

}  // namespace

std::vector<RouteRow> route_rows(const Application& application) {
  return RowWriter(application).run();
}

}  // namespace fastidious::app
