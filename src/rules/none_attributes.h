#pragma once
// Attributes that a method sets to None for others to fill.

#include <string>

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// " Type in the same edit …": what an annotation asks for where it makes type checkers look into
// the body of `function`, which has none yet, and where they would take such attributes for None
// and nothing else. Empty if there are none.
std::string with_none_attributes(const semantic::FileModel& file,
                                 const syntax::FunctionDef& function);

}  // namespace fastidious::rules
