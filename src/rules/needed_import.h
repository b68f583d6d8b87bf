#pragma once
// The import that what a fix writes needs, where the file has not got it.

#include <string>
#include <string_view>

#include "semantic/file_model.h"

namespace fastidious::rules {

// ", with `import secrets`"; empty where the file imports the module already.
std::string with_import(const semantic::FileModel& file, std::string_view module);

// ", with `from pydantic import field_validator`"; empty where the file has the name already.
std::string with_import_from(const semantic::FileModel& file, std::string_view module,
                             std::string_view name);

}  // namespace fastidious::rules
