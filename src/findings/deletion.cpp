#include "findings/deletion.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace fastidious::findings {
namespace {

constexpr std::string_view kDeadCode = "COD015";

// The text that would go: the one place that its trace names.
const TraceStep* deletion_by(const Finding& finding) {
  return finding.rule == kDeadCode && finding.trace.size() == 1 ? &finding.trace.front() : nullptr;
}

// Whether all that the finding speaks of goes with the text: not what it says of many endpoints, of
// which the first happens to stand there.
bool goes_with(const Finding& one, std::uint32_t file, Offset begin, Offset end) {
  return one.span.end <= end &&
         std::all_of(one.trace.begin(), one.trace.end(), [&](const TraceStep& step) {
           return step.file.value == file && begin <= step.span.begin && step.span.end <= end;
         });
}

}  // namespace

std::vector<Deletion> deletions_of(std::span<const Finding> findings) {
  // By file and where the text begins: they do not overlap.
  std::map<std::pair<std::uint32_t, Offset>, std::pair<Offset, std::size_t>> ends;
  std::vector<Deletion> all;
  for (std::uint32_t index = 0; index < findings.size(); ++index) {
    const TraceStep* text = deletion_by(findings[index]);
    if (text == nullptr) continue;
    ends.try_emplace({text->file.value, text->span.begin}, text->span.end, all.size());
    all.push_back({index, {}});
  }
  if (all.empty()) return all;
  for (std::uint32_t index = 0; index < findings.size(); ++index) {
    const Finding& one = findings[index];
    if (!one.file || one.rule == kDeadCode) continue;
    auto after = ends.upper_bound({one.file.value, one.span.begin});
    if (after == ends.begin()) continue;
    const auto& [place, end] = *--after;
    const bool is_same_file = place.first == one.file.value;
    if (is_same_file && goes_with(one, place.first, place.second, end.first))
      all[end.second].inside.push_back(index);
  }
  std::erase_if(all, [](const Deletion& one) { return one.inside.empty(); });
  return all;
}

}  // namespace fastidious::findings
