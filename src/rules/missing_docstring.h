#pragma once
// Which functions are asked for a docstring.

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Whether it is an operation in OpenAPI, of which API003 speaks: `@router.get("/")`.
bool is_operation(const syntax::FunctionDef& function, const semantic::FileModel& file);
// Whether a public function has none, neither of its own nor from what it overrides. Special
// methods need one as well.
bool needs_docstring(const syntax::FunctionDef& function, const semantic::FileModel& file);

}  // namespace fastidious::rules
