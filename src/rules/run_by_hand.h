#pragma once
// Files of the repository that somebody runs now and then.

#include "semantic/file_model.h"

namespace fastidious::rules {

// Statements from top to bottom, beside an application and imported by nothing of it.
bool is_run_by_hand(const semantic::FileModel& file);

}  // namespace fastidious::rules
