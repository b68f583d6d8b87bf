#include "app/effects/exception_mapping.h"

#include <algorithm>

#include "semantic/exception_handlers.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_response(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  return target.ends_with("Response") || file.project().is_subclass(target, "fastapi.Response");
}

// The second parameter of a handler: the exception.
bool is_the_exception(const FunctionDef& handler, const Expr& expr) {
  const auto* name = expr.as<Name>();
  return name != nullptr && handler.args->all.size() >= 2 &&
         handler.args->all[handler.args->all.size() - 1]->name == name->name;
}

void insert(std::vector<int>& statuses, int status) {
  if (status == 0) return;
  const auto at = std::lower_bound(statuses.begin(), statuses.end(), status);
  if (at == statuses.end() || *at != status) statuses.insert(at, status);
}

int status_of_response(const ExceptionMapping& mapping, const Call& call, Placed origin) {
  const FileModel& file = *mapping.handler.file;
  const Expr* status = semantic::argument(file, call, 1, "status_code");
  if (status == nullptr) return 0;
  const auto* attribute = status->as<Attribute>();
  const auto& handler = *mapping.handler.node->as<FunctionDef>();
  if (attribute != nullptr && is_the_exception(handler, *attribute->value)) {
    return origin ? error_attribute(origin, file.text(attribute->attr)).value : 0;
  }
  return number_of(evaluate(file, status));
}

}  // namespace

std::vector<ExceptionMapping> exception_mappings(const std::vector<Surroundings>& all) {
  std::vector<ExceptionMapping> found;
  for (const Surroundings& one : all) {
    for (const ExceptionHandler& handler : one.exceptions) {
      const Definition function = handler.handler.definition;
      if (as<FunctionDef>(function.node) == nullptr) continue;
      found.push_back({handler.name, handler.status, function, handler.exception, one.app});
    }
  }
  return found;
}

const ExceptionMapping* mapping_for(const std::vector<ExceptionMapping>& mappings,
                                    const semantic::Model& model, const Router* app,
                                    std::string_view type) {
  const ExceptionMapping* best = nullptr;
  for (const ExceptionMapping& one : mappings) {
    if (one.type.empty() || one.type == "builtins.Exception") continue;
    if (one.app != app) continue;
    if (one.type == type) return &one;
    if (!model.is_subclass(type, one.type)) continue;
    if (best == nullptr || model.is_subclass(one.type, best->type)) best = &one;
  }
  return best;
}

std::vector<int> statuses_answered(const ExceptionMapping& mapping, const RaisedErrors& errors,
                                   Placed origin) {
  std::vector<int> statuses;
  const FileModel& file = *mapping.handler.file;
  for (const Stmt* statement : mapping.handler.node->as<FunctionDef>()->body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* call = node.as<Call>();
      if (call != nullptr && is_response(file, *call)) {
        insert(statuses, status_of_response(mapping, *call, origin));
      }
      return false;
    });
  }
  for (const RaisedError& error : errors.of(mapping.handler).raised) {
    if (error.is_http) insert(statuses, error.status.value);
  }
  return statuses;
}

}  // namespace fastidious::app
