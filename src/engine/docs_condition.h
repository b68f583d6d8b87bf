#pragma once
// Where the pages of the API's documentation are there only sometimes.

#include <string>

#include "app/application.h"

namespace fastidious::engine {

// The test on which they depend, as written; empty if they are always there, or never.
std::string docs_condition(const app::Application& application);

}  // namespace fastidious::engine
