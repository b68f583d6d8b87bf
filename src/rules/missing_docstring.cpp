#include "rules/missing_docstring.h"

#include "semantic/visibility.h"

namespace fastidious::rules {

using namespace syntax;

namespace {

bool is_in_protocol(const FunctionDef& function, const semantic::FileModel& file) {
  const ClassDef* cls = file.enclosing_class(function);
  return cls != nullptr && file.is_protocol(*cls);
}

// `@router.get("/", description="…")` says it in OpenAPI.
bool is_described_by_route(const FunctionDef& function, const semantic::FileModel& file) {
  const Call* route = file.route_decorator(function);
  return route != nullptr && semantic::argument(file, *route, -1, "description") != nullptr;
}

bool is_left_alone(const FunctionDef& function, const semantic::FileModel& file) {
  return file.is_overload(function) || semantic::is_part_of_property(file, function) ||
         is_in_protocol(function, file) || is_described_by_route(function, file) ||
         semantic::inherits_docstring(file, function);
}

}  // namespace

bool is_operation(const FunctionDef& function, const semantic::FileModel& file) {
  const Call* route = file.route_decorator(function);
  const auto* method = route != nullptr ? route->func->as<Attribute>() : nullptr;
  if (method == nullptr) return false;
  const std::string_view name = file.text(method->attr);
  const bool is_shown =
      name != "websocket" && name != "websocket_route" && name != "head" && name != "route";
  const Expr* hidden = semantic::argument(file, *route, -1, "include_in_schema");
  return is_shown && (hidden == nullptr || file.text(*hidden) != "False");
}

bool needs_docstring(const FunctionDef& function, const semantic::FileModel& file) {
  return file.docstring(function) == nullptr && file.is_public(function) &&
         semantic::is_public_module(file) && !is_left_alone(function, file);
}

}  // namespace fastidious::rules
