#pragma once
// Loggers that a module switches off for good.

#include "semantic/file_model.h"

namespace fastidious::rules {

// Whether the module switches off the logger that the call is a method of, and nothing in it
// switches it on again: `logger.disabled = True` at the top level.
bool is_switched_off(const semantic::FileModel& file, const syntax::Call& call);

}  // namespace fastidious::rules
