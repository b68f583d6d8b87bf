#pragma once
// What a check of the deployed application may ask for.

#include <string>

#include "app/application.h"

namespace fastidious::rules {

// A path that the application answers without credentials or parameters, its health check first;
// empty if there is none.
std::string asked_path(const app::Application& application);
// The same, its readiness check before all others: that tells of the database as well.
std::string path_that_tells_most(const app::Application& application);

}  // namespace fastidious::rules
