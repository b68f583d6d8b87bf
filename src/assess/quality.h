#pragma once
// Specification 1's "Quality Assurance": its six questions, answered in figures.

#include <vector>

#include "assess/assessment.h"

namespace fastidious::assess {

std::vector<QualityAnswer> quality_answers(const Assessment& assessment, const Input& input);

}  // namespace fastidious::assess
