#pragma once
// What is told with other findings and is a number of its own: how much of a package has types or
// docstrings, and how much is asked for.

#include <span>
#include <string>

#include "report/report.h"
#include "report/wording.h"

namespace fastidious::report {

// "DOC015 at `app/__init__.py:1:1`: Package `app`: 4 of the 13 docstrings that are asked for are
// there (31 %); missing are those of DOC001 (2 modules) and DOC003 (7 functions)." for each that is
// told with this work, of many the first, and behind them what is asked for; empty without any.
std::string measured_with(const Report& report, const Redactor& redactor,
                          std::span<const assess::Cluster* const> work);

}  // namespace fastidious::report
