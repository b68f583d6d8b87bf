#pragma once
// `fastidious audit` and `fastidious review`.

#include "cli/command.h"

namespace fastidious::cli {

// The whole repository.
int run_audit(Arguments arguments);

// What changed: the work tree or the index against HEAD, everything since a revision, or named
// paths.
int run_review(Arguments arguments);

}  // namespace fastidious::cli
