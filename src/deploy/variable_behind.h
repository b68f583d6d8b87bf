#pragma once
// The variable of the environment that decides a value of the program.

#include <string>

#include "app/application.h"

namespace fastidious::deploy {

// Its name, "?" where that is not the same in every run; empty if none decides it.
std::string variable_behind(const app::Application& application, app::Placed value);

}  // namespace fastidious::deploy
