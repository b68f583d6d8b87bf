#pragma once
// One audit as the writers of reports want it.

#include <vector>

#include "assess/assessment.h"
#include "engine/audit.h"
#include "report/report.h"

namespace fastidious::engine {

// A report and what its views point to.
class Reportable {
 public:
  // `result` must outlive this.
  Reportable(const AuditResult& result, report::Command command);
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
