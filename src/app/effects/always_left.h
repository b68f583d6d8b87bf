#pragma once
// Code behind a test that always ends the function.

#include "app/values/value.h"

namespace fastidious::app {

// Whether a statement before `node`, in the function's own body, leaves it in every run:
// `if key is None: raise …`, where `key` is what a function gives that only returns None. Or one
// leaves it in every run that the tests around `node` let through: `if kind in RETIRED: return`
// before `elif kind == Kind.OLD:`, where RETIRED is a constant that holds it.
bool is_never_reached(const FileModel& file, const syntax::FunctionDef& function,
                      const syntax::Node& node);

}  // namespace fastidious::app
