#include "app/effects/route_errors.h"

#include <algorithm>
#include <cstddef>

#include "app/application.h"
#include "app/dependencies/behaviour.h"
#include "app/dependencies/factory.h"
#include "app/effects/possible_trace.h"
#include "app/versions.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kFirstError = 400, kUnauthorized = 401, kForbidden = 403, kUnprocessable = 422;

class ErrorCollector {
 public:
  ErrorCollector(const Application& application, const Router* app, const Route& route,
                 bool by_each)
      : application_(application), app_(app), route_(route), by_each_(by_each) {}

  std::vector<RouteError> run() {
    for_each_dependency(route_.dependant, [this](const Dependency& one) { add(one); });
    std::stable_sort(found_.begin(), found_.end(),
                     [](const RouteError& a, const RouteError& b) { return a.status < b.status; });
    return std::move(found_);
  }

 private:
  void add(const Dependency& dependency) {
    by_ = &dependency;
    if (by_each_) first_of_it_ = static_cast<std::ptrdiff_t>(found_.size());
    const Value returned = returned_callable(dependency.callable);
    const Definition function = function_of(returned.known() ? returned : dependency.callable);
    // A scheme of the repository's with a `__call__` of its own answers as that says.
    if (dependency.scheme && (!function || asks_super(function))) add_scheme(*dependency.scheme);
    if (!function) return;
    for (const RaisedError& error : application_.errors().of(function).raised) {
      add(function, error);
    }
  }

  static bool asks_super(const Definition& function) {
    const auto nodes = function.file->tree().subtree(*function.node);
    return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
      const auto* call = node->as<Call>();
      return call != nullptr && function.file->text(*call->func) == "super";
    });
  }

  // https://fastapi.tiangolo.com/release-notes/#01220
  void add_scheme(const SecurityScheme& scheme) {
    if (!scheme.auto_error || !scheme.call) return;
    const bool always_401 = scheme.cls == "fastapi.security.OAuth2PasswordBearer" ||
                            scheme.cls == "fastapi.security.HTTPBasic";
    const bool is_new = runs_with(*scheme.call.file, "fastapi", "0.122");
    add(always_401 || is_new ? kUnauthorized : kForbidden, {}, nullptr);
  }

  void add(const Definition& function, const RaisedError& error) {
    const semantic::Model& model = application_.code();
    const ExceptionMapping* mapping =
        mapping_for(application_.exception_mappings(), model, app_, error.type);
    const bool is_library_http =
        error.type == "fastapi.HTTPException" || error.type == "starlette.exceptions.HTTPException";
    const bool is_plain = mapping == nullptr || is_library_http;
    if (is_plain && !error.is_http) return;
    const std::vector<ErrorStep> steps = possible_trace(application_.errors(), function, error);
    if (steps.empty()) return;
    if (is_plain) return add(error.status.value, steps, nullptr);
    const auto* raise = as<Raise>(steps.back().node);
    const Placed origin{steps.back().file, raise != nullptr ? raise->exc : nullptr};
    for (const int status : statuses_answered(*mapping, application_.errors(), origin)) {
      add(status, steps, mapping);
    }
  }

  void add(int status, std::vector<ErrorStep> steps, const ExceptionMapping* mapping) {
    if (status < kFirstError) return;
    const bool known = std::any_of(found_.begin() + first_of_it_, found_.end(),
                                   [&](const RouteError& one) { return one.status == status; });
    if (known) return;
    found_.push_back({status, by_, by_ == &route_.dependant, std::move(steps), mapping});
  }

  const Application& application_;
  const Router* app_;
  const Route& route_;
  const bool by_each_;
  const Dependency* by_ = nullptr;
  std::ptrdiff_t first_of_it_ = 0;  // in what was found: what is looked at for the same status
  std::vector<RouteError> found_;
};

// "404", "4XX", "default"
std::string key_of(const Value& code) {
  const int status = number_of(code);
  if (status != 0) return std::to_string(status);
  const std::string key = upper_case(code.text);
  return key == "DEFAULT" ? "default" : key;
}

}  // namespace

std::vector<RouteError> route_errors(const Application& application, const Router* app,
                                     const Route& route) {
  return ErrorCollector(application, app, route, false).run();
}

std::vector<RouteError> route_errors_by_each(const Application& application, const Router* app,
                                             const Route& route) {
  return ErrorCollector(application, app, route, true).run();
}

std::vector<std::string> documented_statuses(const Route& route) {
  std::vector<std::string> keys;
  for (const auto& [code, said] : route.responses) keys.push_back(key_of(code));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

bool is_validated(const Route& route) {
  bool found = false;
  for_each_dependency(route.dependant,
                      [&](const Dependency& one) { found = found || !one.parameters.empty(); });
  return found;
}

bool documents(const Route& route, int status) {
  if (status == kUnprocessable && is_validated(route)) return true;
  const std::string exact = std::to_string(status);
  const std::string range = exact.substr(0, 1) + "XX";
  return std::any_of(route.responses.begin(), route.responses.end(), [&](const auto& one) {
    const std::string key = key_of(one.first);
    return key == exact || key == range || key == "default" || key.empty();
  });
}

}  // namespace fastidious::app
