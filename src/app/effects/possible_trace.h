#pragma once
// Whether the way from a function to a `raise` can be gone, given what its calls pass.

#include "app/effects/raised_errors.h"

namespace fastidious::app {

// False where a call on the way gives, or leaves at its default, a constant that rules out the
// branch in which the way goes on, or gives an object of constants only, and nothing else on the
// way raises the same.
bool is_possible(const RaisedErrors& errors, const Definition& function, const RaisedError& error);

}  // namespace fastidious::app
