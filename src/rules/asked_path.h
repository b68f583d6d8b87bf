#pragma once
// What a check of the deployed application may ask for.

#include <string>

#include "app/application.h"

namespace fastidious::rules {

// A path that the application answers without credentials or parameters, its health check first;
// empty if there is none.
std::string asked_path(const app::Application& application);

}  // namespace fastidious::rules
