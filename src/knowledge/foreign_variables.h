#pragma once
// Variables of the environment that are no configuration of the application.

#include <string_view>

namespace fastidious::knowledge {

// Whether the platform, the operating system, a CI system or another program sets the variable:
// "PORT", "HOME", "CI_COMMIT_SHA", "K_SERVICE".
bool is_foreign_variable(std::string_view name);

}  // namespace fastidious::knowledge
