#pragma once
// The edit that lets a type allow None.

#include "rules/check.h"
#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Adds the edit to `draft`: `Optional[T]` where the module has that name, else `T | None`, in
// quotes if `type` is. Where the code has to run on a Python before 3.10, which lacks the operator
// (PEP 604), and the name is not there, no edit can be made: false.
bool offer_optional(Draft& draft, const semantic::FileModel& file, const syntax::Expr& type);

}  // namespace fastidious::rules
