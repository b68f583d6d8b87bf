#pragma once
// What a recommendation says is to be done about the findings of a rule.

#include <span>
#include <string>

#include "report/redaction.h"
#include "report/report.h"

namespace fastidious::report {

// What all findings say, or the few things that they say, each with its first place. Where they
// differ in names only, it is what the first says, unless they are critical (what is wrong with
// those another section says); where they differ in much, it is the rule's own advice.
std::string advice_on(const Report& report, const Redactor& redactor,
                      std::span<const assess::Cluster* const> work);

}  // namespace fastidious::report
