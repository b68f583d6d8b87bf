#pragma once
// Files whose output somebody reads in a terminal.

#include "semantic/file_model.h"

namespace fastidious::rules {

// Whether the module belongs to a command line: by its name or folder, by what it imports, as a
// script that defines no routes, or because it asks somebody (`input()`).
bool is_read_in_terminal(const semantic::FileModel& file);

}  // namespace fastidious::rules
