#pragma once
// Whose requests a helper serves.

#include <functional>

#include "app/values/value.h"
#include "syntax/ast.h"

namespace fastidious::app {

// Whether all that calls the function outside tests are functions that `judge` says yes to. False
// if nothing is seen to call it. One call far: further away somebody else may call by name.
bool is_called_only_by(const FileModel& file, const syntax::FunctionDef& function,
                       const std::function<bool(const syntax::Node& caller)>& judge);

}  // namespace fastidious::app
