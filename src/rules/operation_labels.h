#pragma once
// How findings name the operations that they are about.

#include <string>
#include <vector>

#include "rules/application_check.h"

namespace fastidious::rules {

// "GET /users/{id}"; a route of several methods is as many operations.
std::vector<std::string> labels_of(const app::Operation& operation);

// "`GET /a`, `GET /b`"; of more than six the first five, "and 4 more".
std::string some_in_code(const std::vector<std::string>& labels);

}  // namespace fastidious::rules
