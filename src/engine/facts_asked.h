#pragma once
// Whether the report says anything for which facts about the whole application have to be gathered.

#include "rules/driver.h"

namespace fastidious::engine {

// With few rules selected no criterion may be met that is shown with how many endpoints, tests or
// records there are: then nobody counts them.
bool facts_are_asked(const rules::Driver& driver);

}  // namespace fastidious::engine
