#pragma once
// `fastidious openapi`: the OpenAPI document of an application, without importing it.

#include "cli/command.h"

namespace fastidious::cli {

int run_openapi(Arguments arguments);

}  // namespace fastidious::cli
