#pragma once
// --stats: where the time went.

#include "engine/audit.h"

namespace fastidious::cli {

// Prints the time of each phase and of each rule, slowest first, to the standard error stream.
void print_stats(const engine::AuditResult& result);

}  // namespace fastidious::cli
