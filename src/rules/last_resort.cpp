#include "rules/last_resort.h"

#include <algorithm>

#include "semantic/expressions.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::FileModel;

constexpr int kServerError = 500;

// `JSONResponse({"trace": traceback.format_exc()})`
bool answers_with_traceback(const FileModel& file, const FunctionDef& function) {
  const auto calls = file.tree().nodes_of<Call>(function);
  return std::any_of(calls.begin(), calls.end(), [&file](const Call* call) {
    if (!file.resolve(*call->func).starts_with("traceback.format_")) return false;
    for (const Node* at = file.parent(*call); at != nullptr; at = file.parent(*at)) {
      const auto* around = at->as<Call>();
      if (around != nullptr && file.resolve(*around->func).ends_with("Response")) return true;
    }
    return false;
  });
}

}  // namespace

bool is_last_resort(const app::ExceptionHandler& handler) {
  return (handler.name == "builtins.Exception" || handler.status == kServerError) &&
         as<FunctionDef>(handler.handler.definition.node) != nullptr;
}

bool is_debugged(const app::Router& app) {
  const app::Placed debug = app.argument("debug");
  return debug && semantic::is_true(*debug.file, debug.expr);
}

std::string_view LastResort::name() const {
  const auto* function = as<FunctionDef>(handler.node);
  return function != nullptr ? handler.file->text(function->name) : std::string_view();
}

LastResort last_resort(const app::Application& application) {
  if (application.apps().size() != 1) return {};
  for (const app::Surroundings& around : application.surroundings()) {
    for (const app::ExceptionHandler& one : around.exceptions) {
      if (one.name != "builtins.Exception" || !is_last_resort(one)) continue;
      const app::Definition& handler = one.handler.definition;
      return {handler,
              answers_with_traceback(*handler.file, *handler.node->as<FunctionDef>()),
              is_debugged(*application.apps().front().app)};
    }
  }
  return {};
}

}  // namespace fastidious::rules
