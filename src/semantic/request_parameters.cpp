#include "semantic/request_parameters.h"

#include <algorithm>
#include <array>

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr std::array<std::string_view, 9> kMarkers = {
    "fastapi.Depends", "fastapi.Security", "fastapi.Query", "fastapi.Path", "fastapi.Header",
    "fastapi.Cookie",  "fastapi.Body",     "fastapi.Form",  "fastapi.File"};

// What FastAPI recognises by type (fastapi/dependencies/utils.py,
// add_non_field_param_to_dependency).
constexpr std::array<std::string_view, 8> kProvided = {"fastapi.Request",
                                                       "fastapi.WebSocket",
                                                       "fastapi.Response",
                                                       "fastapi.BackgroundTasks",
                                                       "fastapi.security.SecurityScopes",
                                                       "fastapi.requests.HTTPConnection",
                                                       "starlette.requests.HTTPConnection",
                                                       "starlette.background.BackgroundTasks"};

bool is_annotated(const FileModel& file, const Subscript& subscript) {
  const std::string_view name = file.resolve(*subscript.value);
  return name == "typing.Annotated" || name == "typing_extensions.Annotated";
}

// The value of `X = …`, `X: TypeAlias = …` or `type X = …`, given X.
const Expr* alias_value(const Definition& definition) {
  const Node* statement =
      definition.node->is(Kind::Name) ? definition.file->parent(*definition.node) : nullptr;
  if (const auto* plain = as<Assign>(statement)) return plain->value;
  if (const auto* declared = as<AnnAssign>(statement)) return declared->value;
  if (const auto* alias = as<TypeAlias>(statement)) return alias->value;
  return nullptr;
}

ParameterMarker as_marker(const FileModel& file, const Expr* value) {
  const auto* call = as<Call>(value);
  if (call == nullptr) return {};
  const std::string_view name = file.resolve(*call->func);
  return is_parameter_marker(name) ? ParameterMarker{&file, call, name} : ParameterMarker{};
}

}  // namespace

bool is_parameter_marker(std::string_view qualified_name) {
  return std::find(kMarkers.begin(), kMarkers.end(), qualified_name) != kMarkers.end();
}

AnnotatedForm annotated_form(const FileModel& file, const Expr* annotation) {
  if (const auto* subscript = as<Subscript>(annotation)) {
    return is_annotated(file, *subscript) ? AnnotatedForm{&file, subscript} : AnnotatedForm{};
  }
  if (as<Name>(annotation) == nullptr && as<Attribute>(annotation) == nullptr) {
    return {};
  }
  const Definition definition = file.definition_of(*annotation);
  const auto* value = definition ? as<Subscript>(alias_value(definition)) : nullptr;
  const bool holds = value != nullptr && is_annotated(*definition.file, *value);
  return holds ? AnnotatedForm{definition.file, value} : AnnotatedForm{};
}

ParameterMarker parameter_marker(const FileModel& file, const Arg& parameter) {
  if (ParameterMarker marker = as_marker(file, parameter.default_value)) {
    marker.is_default = true;
    return marker;
  }
  const AnnotatedForm annotated = annotated_form(file, parameter.annotation);
  const auto* items = annotated ? as<Tuple>(annotated.node->slice) : nullptr;
  for (std::size_t i = 1; items != nullptr && i < items->elts.size(); ++i) {
    if (ParameterMarker marker = as_marker(*annotated.file, items->elts[i])) {
      return marker;
    }
  }
  return {};
}

bool is_filled_by_fastapi(const FileModel& file, const Arg& parameter) {
  if (parameter.annotation != nullptr) {
    const std::string_view type = file.type_of_annotation(*parameter.annotation);
    if (std::find(kProvided.begin(), kProvided.end(), type) != kProvided.end()) {
      return true;
    }
  }
  return parameter_marker(file, parameter).is_dependency();
}

}  // namespace fastidious::semantic
