#pragma once
// A way from a function to a `raise` that can be gone, given what its calls pass.

#include <vector>

#include "app/effects/raised_errors.h"

namespace fastidious::app {

// The error's trace, or another to the same class and status where a call on the way gives, or
// leaves at its default, a constant that rules out the branch in which the way goes on, or gives an
// object of constants only. Empty where nothing else on the way raises the same.
std::vector<ErrorStep> possible_trace(const RaisedErrors& errors, const Definition& function,
                                      const RaisedError& error);

}  // namespace fastidious::app
