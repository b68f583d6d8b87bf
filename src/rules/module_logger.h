#pragma once
// The logger that a module has, for advice that is to log by it.

#include <string>
#include <string_view>

#include "semantic/file_model.h"

namespace fastidious::rules {

// The name of the module's logger, `logger` mostly; empty if there is none.
std::string_view logger_of(const semantic::FileModel& file);

// What to write for it: its name, or `logger` where it has to be made first.
std::string_view logger_for(const semantic::FileModel& file);

// " with `logger = logging.getLogger(__name__)`" where the module has none; else empty.
std::string_view logger_to_make(const semantic::FileModel& file);

}  // namespace fastidious::rules
