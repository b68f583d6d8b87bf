#pragma once
// Records that Python drops as long as nothing configures logging.

#include <string_view>

#include "semantic/file_model.h"

namespace fastidious::rules {

// Whether `target`, which a call in `file` means, writes at info or debug by the standard library's
// logging, and nothing configures that for the module's program.
bool drops_record(const semantic::FileModel& file, std::string_view target);

}  // namespace fastidious::rules
