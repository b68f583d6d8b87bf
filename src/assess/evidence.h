#pragma once
// What a criterion that is met rests on, in figures and places.

#include <string>

#include "assess/assessment.h"

namespace fastidious::assess {

// Says of a criterion that is met by which rules, and what they looked at: its `reason` and
// `subject`. Where it does not apply, that.
void add_evidence(CriterionResult& result, const Coverage& coverage);

// Why nothing found does not mean much: what the criterion is about is not there, though the
// specification asks for it. Empty if it is there, or may be missing.
std::string nothing_to_judge(const Criterion& criterion, const Coverage& coverage);

// "configured in `app/logs.py:43` (not for `report` and `resend`)"; empty if nothing configures it.
std::string where_logging_is_configured(const ApplicationFacts& facts);

// "`report` and `resend`, functions of Firebase in which nothing configures it"; empty if there are
// none.
std::string left_without_logging(const ApplicationFacts& facts);

// What fixes for good what the environment should decide; empty if nothing is known to do so.
std::string what_fixes_it(const Criterion& criterion, const Coverage& coverage);

}  // namespace fastidious::assess
