#pragma once
// Checks of what the annotations promise: `else: raise TypeError(…)` behind `isinstance` for each
// class that a parameter may be of.

#include "app/values/value.h"
#include "syntax/ast.h"

namespace fastidious::app {

// Whether `place` of the function is reached only where an argument is nothing that its annotation
// allows: each class of it, or each value of its Literal or Enum, went another way. False where
// that cannot be told.
bool only_violations_reach(const FileModel& file, const syntax::FunctionDef& function,
                           const syntax::Node& place);

}  // namespace fastidious::app
