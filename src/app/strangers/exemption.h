#pragma once
// Tests of the path behind which a guard lets everybody pass.

#include "app/values/value.h"

namespace fastidious::app {

// Whether the paths that the test leaves out are not in it: a setting's list, or a function that
// decides. Then any path may be one of them.
bool lists_paths_elsewhere(const Placed& test);

}  // namespace fastidious::app
