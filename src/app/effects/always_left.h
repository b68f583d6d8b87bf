#pragma once
// Code behind a test that always ends the function.

#include "app/values/value.h"

namespace fastidious::app {

// Whether a statement before `node`, in the function's own body, leaves it in every run:
// `if key is None: raise …`, where `key` is what a function gives that only returns None.
bool is_never_reached(const FileModel& file, const syntax::FunctionDef& function,
                      const syntax::Node& node);

}  // namespace fastidious::app
