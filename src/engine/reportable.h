#pragma once
// One audit as the writers of reports want it.

#include <vector>

#include "assess/assessment.h"
#include "engine/audit.h"
#include "engine/owners.h"
#include "report/report.h"

namespace fastidious::engine {

// A report and what its views point to.
class Reportable {
 public:
  // `result` must outlive this. `today`: from when deadlines count; `owners`: who is asked who is
  // to take the next actions; null: nobody.
  Reportable(const AuditResult& result, report::Command command, findings::Date today,
             Owners* owners);
  Reportable(const Reportable&) = delete;
  Reportable& operator=(const Reportable&) = delete;

  const report::Report& report() const { return report_; }

 private:
  std::vector<report::File> files_;
  std::vector<report::Suppressed> suppressed_;
  assess::Assessment assessment_;
  report::Report report_;
};

}  // namespace fastidious::engine
