#pragma once
// What the audit tells as one thing: an issue, a recommendation, an item of a phase.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "report/report.h"

namespace fastidious::report {

// All clusters of a rule that have one severity and are certain: one issue, one recommendation, one
// item of a phase.
using Topic = std::vector<const assess::Cluster*>;

std::size_t findings_in(const Topic& topic);
// "critical, 3 findings", or "2 critical, 1 warning".
std::string extent_of(const Topic& topic);
// "`app/db.py`", "`app/api`", or "12 files".
std::string where_of(const Topic& topic, std::span<const findings::Finding> findings);
// "`app/db.py:3:1`, `app/api.py:9:2`", each of them.
std::string all_places_of(const Report& report, const Topic& topic);
// Why critical ones among the items of a phase behind the first stand there; empty without one.
std::string why_not_first(const Report& report, int phase, std::span<const Topic> topics);

}  // namespace fastidious::report
