#pragma once
// The import that what a fix writes needs, where the file has not got it.

#include <span>
#include <string>
#include <string_view>

#include "semantic/file_model.h"

namespace fastidious::rules {

// ", with `import secrets`"; empty where the file imports the module already.
std::string with_import(const semantic::FileModel& file, std::string_view module);

// ", with `from pydantic import field_validator`"; empty where the file has the name already.
std::string with_import_from(const semantic::FileModel& file, std::string_view module,
                             std::string_view name);

struct ImportedName {
  std::string_view module;  // empty: `name` is a module
  std::string_view name;
};

// ", with `from fastapi import Request` and `from fastapi.responses import JSONResponse`": those
// that the file has not got.
std::string with_imports_from(const semantic::FileModel& file, std::span<const ImportedName> all);

}  // namespace fastidious::rules
