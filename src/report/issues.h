#pragma once
// What a recommendation says is wrong, where no other section says it.

#include <span>
#include <string>

#include "report/redaction.h"
#include "report/report.h"

namespace fastidious::report {

// What is wrong: one sentence where it is true of all places, else what it is at each,
// "`app/a.py:3:1`: The client that `make` gives is never closed. …". Of many, of those that differ
// in names only, and where the fix that follows is that of the first, what it is there, "(the first
// of 28)". Of what is critical nothing: another section tells it.
std::string issues_of(const Report& report, const Redactor& redactor,
                      std::span<const assess::Cluster* const> work, bool fix_is_for_all);

}  // namespace fastidious::report
