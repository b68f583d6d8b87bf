#pragma once
// Whether the way from a function to a `raise` can be gone, given what its calls pass.

#include <vector>

#include "app/effects/raised_errors.h"

namespace fastidious::app {

// False where a call on the way gives, or leaves at its default, a constant that rules out the
// branch in which the way goes on, and no other call or `raise` there does as well.
bool is_possible(const std::vector<ErrorStep>& trace);

}  // namespace fastidious::app
