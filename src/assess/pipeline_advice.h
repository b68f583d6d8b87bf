#pragma once
// Specification 2's "CI/CD Assessment": whether a pipeline should be introduced or extended, and
// the facts that say so.

#include <optional>

#include "assess/assessment.h"

namespace fastidious::assess {

// Nothing where no model of the delivery was built.
std::optional<PipelineAdvice> pipeline_advice(const Input& input);

}  // namespace fastidious::assess
