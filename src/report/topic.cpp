#include "report/topic.h"

#include <fmt/format.h>

#include <cstdint>
#include <set>

#include "report/wording.h"
#include "text/counted.h"

namespace fastidious::report {

using assess::Cluster;
using findings::Finding;
using findings::Severity;

std::size_t findings_in(const Topic& topic) {
  std::size_t number = 0;
  for (const Cluster* cluster : topic) {
    number += cluster->findings.size();
  }
  return number;
}

std::string extent_of(const Topic& topic) {
  const Severity severity = topic.front()->severity;
  assess::Counts counts;
  bool mixed = false;
  for (const Cluster* cluster : topic) {
    mixed |= cluster->severity != severity;
    (cluster->severity == Severity::Critical  ? counts.critical
     : cluster->severity == Severity::Warning ? counts.warnings
                                              : counts.suggestions) +=
        static_cast<std::uint32_t>(cluster->findings.size());
  }
  return mixed ? counts_text(counts)
               : fmt::format("{}, {}", findings::name_of(severity),
                             counted(findings_in(topic), "finding"));
}

std::string where_of(const Topic& topic, std::span<const Finding> findings) {
  std::set<std::uint32_t> files;
  for (const Cluster* cluster : topic) {
    for (const std::uint32_t index : cluster->findings) files.insert(findings[index].file.value);
  }
  if (topic.size() > 1 && files.size() > 1) return counted(files.size(), "file");
  const std::string& module = topic.front()->module;
  return module == "." ? std::string("the repository") : code_span(module);
}

std::string all_places_of(const Report& report, const Topic& topic) {
  std::string text;
  for (const Cluster* cluster : topic) {
    text.append(text.empty() ? "" : ", ")
        .append(places_of(report, *cluster, cluster->findings.size(), true));
  }
  return text;
}

std::string why_not_first(const Report& report, int phase, std::span<const Topic> topics) {
  bool takes_long = false, is_about_hints = false;
  for (const Topic& topic : topics) {
    if (topic.front()->severity != Severity::Critical) continue;
    const bool about_hints = assess::is_about_annotations(*topic.front());
    const assess::Effort effort = assess::effort_of(topic, report.findings);
    is_about_hints |= about_hints;
    takes_long |= !about_hints || effort == assess::Effort::Large;
  }
  if (phase == 1 || (!takes_long && !is_about_hints)) return {};
  if (phase == 3) return "Critical findings stand here where they are Large.";
  if (!is_about_hints) return "Critical findings stand here where they are no Quick Win.";
  return fmt::format(
      "Critical findings stand here where they are {}about type hints: these come "
      "behind what is critical for another reason.",
      takes_long ? "no Quick Win, or " : "");
}

}  // namespace fastidious::report
