#include "app/instrumentation/development_server.h"

#include <algorithm>
#include <string>

#include "app/application.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kOwnMachine[] = {"localhost", "127.0.0.1", "::1"};

// What `expr` is: for a parameter of the function around it, its default.
Value value_of(const FileModel& file, const Expr* expr) {
  const auto* name = as<Name>(expr);
  const FunctionDef* function = name != nullptr ? file.enclosing_function(*expr) : nullptr;
  if (function != nullptr) {
    for (const Arg* arg : function->args->all) {
      if (arg->name == name->name) return evaluate(file, arg->default_value);
    }
  }
  return evaluate(file, expr);
}

// Whether "app.main:app" means the application.
bool names(std::string_view target, const Router& app) {
  const std::size_t colon = target.find(':');
  if (colon == target.npos) return false;
  const std::string_view module = app.construction.file->file().module_name;
  const std::string_view wanted = target.substr(0, colon);
  const bool same_module = module == wanted || (module.ends_with(wanted) &&
                                                module[module.size() - wanted.size() - 1] == '.');
  return same_module && app.name &&
         app.construction.file->text(*app.name.node) == target.substr(colon + 1);
}

bool starts(const Application& application, const semantic::CallSite& run, const Router& app) {
  const Expr* target = semantic::argument(*run.file, *run.call, 0, "app");
  if (target == nullptr) return false;
  const Placed expr{run.file, target};
  if (application.routers().find(expr) == &app) return true;
  const Value text = evaluate(expr);
  return text.is(Value::Kind::Str) && names(text.text, app);
}

struct Runs {
  bool any = false;
  bool only_for_development = true;
  bool only_for_own_machine = true;
};

bool listens_to_own_machine(const FileModel& file, const Call& run) {
  const Value host = value_of(file, semantic::argument(file, run, -1, "host"));
  return is_one_of(host.text, kOwnMachine);
}

Runs runs_of(const Application& application, const Router& app) {
  Runs runs;
  for (const semantic::CallSite& run : application.code().calls_of("uvicorn.run")) {
    if (!starts(application, run, app)) continue;
    runs.any = true;
    runs.only_for_development =
        runs.only_for_development && is_development_server(*run.file, *run.call);
    runs.only_for_own_machine =
        runs.only_for_own_machine && listens_to_own_machine(*run.file, *run.call);
  }
  return runs;
}

bool is_started_by_developers(const Application& application, const AppRoutes& app) {
  const Runs runs = runs_of(application, *app.app);
  return runs.any && runs.only_for_development;
}

}  // namespace

bool is_development_server(const FileModel& file, const Call& run) {
  return value_of(file, semantic::argument(file, run, -1, "reload")).is_true() ||
         listens_to_own_machine(file, run);
}

bool is_for_own_machine(const Application& application, const AppRoutes& app) {
  const Runs runs = runs_of(application, *app.app);
  return runs.any && runs.only_for_own_machine;
}

bool is_for_development(const Application& application, const AppRoutes& app) {
  if (!is_started_by_developers(application, app)) return false;
  const auto others = application.served_apps();
  return std::any_of(others.begin(), others.end(), [&](const AppRoutes* one) {
    return one != &app && !is_started_by_developers(application, *one);
  });
}

}  // namespace fastidious::app
