#pragma once
// Tests of the path behind which a guard lets everybody pass.

#include "app/values/value.h"

namespace fastidious::app {

// Whether the function around `refusal` asks a setting's list, or a function, whether the path is
// left out: `if is_public(request.url.path): return`. Then any path may be; so it is where the
// refusal is not seen.
bool may_leave_paths_out(const Placed& refusal);
// The same of a function that guards.
bool may_leave_paths_out(const Definition& guard);

}  // namespace fastidious::app
