#pragma once
// The checklists that the specifications end with.

#include <vector>

#include "assess/assessment.h"

namespace fastidious::assess {

// The six items of specification 1's "Deployment Checklist".
std::vector<ChecklistItem> deployment_checklist(const Assessment& assessment,
                                                const Coverage& coverage);

// The ten items of specification 2's "CHECKLIST". An item about looking at an area is ticked when
// its rules looked, whatever they found; those about the report itself always are.
std::vector<ChecklistItem> audit_checklist(const Assessment& assessment, const Coverage& coverage);

}  // namespace fastidious::assess
