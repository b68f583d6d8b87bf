#pragma once
// `fastidious rules` and `fastidious explain CODE`: what is checked, and why.

#include "cli/command.h"

namespace fastidious::cli {

// Lists the rules that are built, one a line, or as JSON.
int run_rules(Arguments arguments);

// Prints the documentation of the rules named, as Markdown.
int run_explain(Arguments arguments);

}  // namespace fastidious::cli
