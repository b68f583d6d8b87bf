#pragma once
// What the audit tells as one thing: an issue, a recommendation, an item of a phase.

#include <algorithm>
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

// The topics of the clusters that are wanted, in the order of their first clusters. What is mended
// with another topic is told there.
template <class Wanted>
std::vector<Topic> topics_of(const assess::Assessment& assessment, Wanted&& wanted,
                             bool join_severities = false) {
  std::vector<Topic> topics;
  for (const assess::Cluster& cluster : assessment.clusters) {
    if (cluster.review_requested || cluster.is_told_elsewhere() || !wanted(cluster)) {
      continue;
    }
    auto it = std::find_if(topics.begin(), topics.end(), [&](const Topic& topic) {
      return topic.front()->rule == cluster.rule &&
             (join_severities || topic.front()->severity == cluster.severity);
    });
    it = it == topics.end() ? topics.insert(it, Topic{}) : it;
    it->push_back(&cluster);
  }
  return topics;
}

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
