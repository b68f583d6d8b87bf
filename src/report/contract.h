#pragma once
// What `fastidious openapi --diff` prints.

#include <span>
#include <string>

#include "app/contract/change.h"

namespace fastidious::report {

// The breaking changes, then the others, by operation.
std::string write_changes_text(std::span<const app::Change> changes);
// {"schema": 1, "breaking": 2, "compatible": 1, "changes": […]}.
std::string write_changes_json(std::span<const app::Change> changes);

}  // namespace fastidious::report
