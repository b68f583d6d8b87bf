#pragma once
// Functions that never give None, whatever their annotation says.

#include "app/values/value.h"

namespace fastidious::app {

// Whether each way out of `function` gives an object or raises: all its `return`s give what a class
// or a function makes that says so, and none is missing at its end.
bool never_gives_none(const Definition& function);

}  // namespace fastidious::app
