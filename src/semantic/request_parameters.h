#pragma once
// How FastAPI fills the parameters of endpoints and dependencies
// (https://fastapi.tiangolo.com/reference/parameters/, …/dependencies/).

#include <string_view>

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// Whether the qualified name is one of fastapi.Depends, Security, Query, Path, Header, Cookie,
// Body, Form, File.
bool is_parameter_marker(std::string_view qualified_name);

// `annotation`, or what it is an alias of, if that is `Annotated[T, …]`; with the file it stands
// in.
struct AnnotatedForm {
  const FileModel* file = nullptr;
  const syntax::Subscript* node = nullptr;
  explicit operator bool() const { return node != nullptr; }
};
AnnotatedForm annotated_form(const FileModel& file, const syntax::Expr* annotation);

// What says how a parameter is filled: `= Query(…)`, `Annotated[T, Body()]`, also through an alias
// such as `CurrentUser = Annotated[User, Depends(current_user)]`.
struct ParameterMarker {
  const FileModel* file = nullptr;
  const syntax::Call* call = nullptr;
  std::string_view name;    // "fastapi.Depends"
  bool is_default = false;  // it is the default value, not part of the annotation
  explicit operator bool() const { return call != nullptr; }
  bool is_dependency() const { return name == "fastapi.Depends" || name == "fastapi.Security"; }
};
ParameterMarker parameter_marker(const FileModel& file, const syntax::Arg& parameter);

// Whether FastAPI itself provides the value: a dependency, Request, BackgroundTasks, …
bool is_filled_by_fastapi(const FileModel& file, const syntax::Arg& parameter);

}  // namespace fastidious::semantic
