#pragma once
// What a run looked at: the figures each report ends with.

#include "engine/audit.h"
#include "rules/driver.h"

namespace fastidious::engine {

// Fills in `result.coverage` from the rest of the result.
void measure_coverage(const AuditOptions& options, const rules::Driver& driver,
                      AuditResult& result);

}  // namespace fastidious::engine
