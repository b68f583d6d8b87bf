#pragma once
// What the repository does with what a function gives back.

#include "semantic/file_model.h"

namespace fastidious::semantic {

// Whether all uses of a module's function are known, there are some, and each drops its result or
// answers a request with it: nothing is computed from it. Tests are not asked. A result that too
// many places use counts as one that something is done with.
bool is_result_handed_on(const FileModel& file, const syntax::FunctionDef& function);

}  // namespace fastidious::semantic
