#pragma once
// What depends on the versions of FastAPI and Pydantic that the repository runs with. Where it does
// not say, the newest that Fastidious knows is taken.

#include <string_view>

#include "semantic/model.h"

namespace fastidious::app {

// Whether `file` runs with this version of the package or a later one.
inline bool runs_with(const semantic::FileModel& file, std::string_view package,
                      std::string_view version) {
  return file.project().dependencies().is_at_least(package, version, file.file().path) !=
         project::Answer::No;
}

}  // namespace fastidious::app
