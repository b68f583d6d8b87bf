#pragma once
// The source line that a finding points to, with carets under what it means.

#include <cstdint>
#include <string>

#include "report/redaction.h"
#include "report/report.h"

namespace fastidious::report {

struct Excerpt {
  std::uint32_t line = 0;  // from 1; 0: there is nothing to show
  std::string code;        // the line, printable, secrets masked, cut to the width
  std::string carets;      // blanks and carets that stand below it
};

// `width`: the most columns of `code`.
Excerpt excerpt_of(const Report& report, const Redactor& redactor, const findings::Finding& finding,
                   std::uint32_t width);

}  // namespace fastidious::report
