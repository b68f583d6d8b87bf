#pragma once
// The next steps: what to do first, by whom and until when.

#include <vector>

#include "assess/assessment.h"

namespace fastidious::assess {

// By the phase in which they are begun, in each the most urgent first: five rules to mend, one more
// where a phase has no other, and a few steps about the whole. What is to be done first is the
// beginning of this list wherever it is said.
std::vector<NextAction> next_actions(const Assessment& assessment, const Input& input);

// Whether there is something to mend, and nobody is known for any of it.
bool are_without_owner(const std::vector<NextAction>& actions);

// The last day for what belongs to a phase (1 to 3), counted from `today`: one day, three, or two
// weeks on, and the Monday behind a weekend.
findings::Date due_by(int phase, findings::Date today);

}  // namespace fastidious::assess
