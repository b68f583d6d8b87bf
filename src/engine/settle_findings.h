#pragma once
// From what the rules said to what is reported.

#include "engine/audit.h"
#include "engine/check_all.h"
#include "rules/driver.h"

namespace fastidious::engine {

// Adds a finding for each file that was not analysed, sets fingerprints, takes out what a comment
// silences or the baseline knows, reports comments and baseline entries that nothing needs, fills
// in the rules' own words where a finding has none, and sorts. Writes into `result`.
void settle_findings(CheckedFiles checked, const rules::Driver& driver, const AuditOptions& options,
                     AuditResult& result);

}  // namespace fastidious::engine
