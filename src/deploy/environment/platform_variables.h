#pragma once
// Variables that platforms, shells, runners and libraries set or define, not the application.

#include <string_view>

namespace fastidious::deploy {

bool is_platform_variable(std::string_view name);

}  // namespace fastidious::deploy
