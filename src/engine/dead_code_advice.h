#pragma once
// What is wrong in code that nothing uses is mended by deleting it.

#include <vector>

#include "findings/finding.h"
#include "rules/driver.h"

namespace fastidious::engine {

// Begins the fix of each finding inside of a definition that COD015 reports with that.
void advise_to_delete_dead_code(const rules::Driver& driver,
                                std::vector<findings::Finding>& findings);

}  // namespace fastidious::engine
