#pragma once
// The edit that lets a type allow None.

#include <string>
#include <string_view>

#include "rules/check.h"
#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Adds the edit to `draft`: `Optional[T]` where the module has that name, else `T | None`, in
// quotes if `type` is. Where the code has to run on a Python before 3.10, which lacks the operator
// (PEP 604), and the name is not there, no edit can be made: false.
bool offer_optional(Draft& draft, const semantic::FileModel& file, const syntax::Expr& type);

// "T | None", or "Optional[T]" where the module has that name or an older Python has to run it.
std::string optional_of(const semantic::FileModel& file, std::string_view type);

}  // namespace fastidious::rules
