#pragma once
// Where a finding stands, as a reader counts: path, line and column.

#include <cstdint>

#include "findings/finding.h"
#include "report/report.h"

namespace fastidious::report {

// Finds the places of findings in the order of reports: a line is looked for where the last one of
// the file was found, and only elsewhere if it is not near.
class PlaceFinder {
 public:
  explicit PlaceFinder(const Report& report) : report_(report) {}
  Place of(findings::FileId file, Span span);
  Place of(const findings::Finding& finding) { return of(finding.file, finding.span); }

 private:
  std::uint32_t line_of(const LineIndex& lines, Offset at);

  const Report& report_;
  findings::FileId file_;
  std::uint32_t line_ = 1;  // the last one that was found in file_
};

}  // namespace fastidious::report
