#pragma once
// What a recommendation says is to be done about the findings of a rule.

#include <span>
#include <string>

#include "report/redaction.h"
#include "report/report.h"

namespace fastidious::report {

struct Advice {
  std::string text;
  bool tells_issues = false;  // it says, too, what is wrong
  bool is_for_all = false;    // it says what it says of each of them
};

// What all findings say, or the few things that they say, each with its first place and what is
// wrong there, unless that is critical (another section says it then). Where they say many things
// that differ in names only, it is what the first says, and that it is the first's; where they
// differ in much, it is the rule's own advice.
Advice advice_on(const Report& report, const Redactor& redactor,
                 std::span<const assess::Cluster* const> work);

// "Medium", or "Quick Win for warnings, Medium for suggestions", as the plan has them.
std::string efforts_of(const Report& report, std::span<const assess::Cluster* const> work);

}  // namespace fastidious::report
