#pragma once
// `fastidious routes`: one row an endpoint: who may call it, what guards it, what it takes and
// gives.

#include "cli/command.h"

namespace fastidious::cli {

int run_routes(Arguments arguments);

}  // namespace fastidious::cli
