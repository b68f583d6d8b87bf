#pragma once
// Where settings are made of the environment alone.

#include "semantic/file_model.h"

namespace fastidious::semantic {

// Whether a call on the line of `at` makes settings without an argument: `Settings()`. What it
// needs comes from the environment, which type checkers do not know unless a plugin tells them.
bool makes_settings_on_line(const FileModel& file, Offset at);

}  // namespace fastidious::semantic
