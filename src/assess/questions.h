#pragma once
// What only a person can answer (specification 1, "Escalation"), each question with the answers
// that are open and what each costs.

#include <vector>

#include "assess/assessment.h"

namespace fastidious::assess {

// One question for each kind of findings that need review and each choice of architecture that
// findings leave open, one for all other findings that need review, and what was missing; the most
// urgent kinds first.
std::vector<Question> questions(const Assessment& assessment, const Input& input);

}  // namespace fastidious::assess
