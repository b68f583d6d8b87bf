#pragma once
// What follows from an assessment: checklists, the next steps, and what a person must answer.

#include <string>
#include <string_view>
#include <vector>

#include "assess/assessment.h"

namespace fastidious::assess {

// The six items of specification 1's "Deployment Checklist".
std::vector<ChecklistItem> deployment_checklist(const Assessment& assessment);

// The ten items of specification 2's "CHECKLIST". An item about looking at an area is ticked when
// its rules looked, whatever they found; those about the report itself always are.
std::vector<ChecklistItem> audit_checklist(const Assessment& assessment);

// Concrete steps, the most urgent first, in Markdown: at most five rules to mend, and three steps
// about the whole.
std::vector<std::string> next_actions(const Assessment& assessment, const Input& input);

// One question for each cluster that needs review and each file that could not be analysed;
// Markdown.
std::vector<std::string> questions(const Assessment& assessment, const Input& input);

}  // namespace fastidious::assess
