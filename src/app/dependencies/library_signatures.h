#pragma once
// Parameters of libraries' callables that are used as dependencies.

#include <string_view>
#include <vector>

#include "app/dependencies/dependency.h"

namespace fastidious::app {

// Of the class so named; empty if nothing is known of it.
std::vector<Parameter> library_signature(std::string_view qualified_name, bool has_format);

}  // namespace fastidious::app
