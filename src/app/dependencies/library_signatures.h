#pragma once
// Parameters of libraries' callables that are used as dependencies.

#include <string_view>
#include <vector>

#include "app/dependencies/dependency.h"

namespace fastidious::app {

// Of the class so named; empty if nothing is known of it. By the version of FastAPI that `asking`
// runs with, the newest where that is null.
std::vector<Parameter> library_signature(std::string_view qualified_name, const FileModel* asking);

}  // namespace fastidious::app
