#include "report/measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "text/counted.h"

namespace fastidious::report {
namespace {

using assess::Cluster;

bool measures(std::string_view rule) { return rule == "DOC015" || rule == "TYP017"; }

std::vector<std::uint32_t> told_with(const Report& report, std::span<const Cluster* const> work) {
  std::vector<std::uint32_t> told;
  for (const Cluster& other : report.assessment->clusters) {
    if (!measures(other.rule)) continue;
    const bool is_told = std::any_of(work.begin(), work.end(),
                                     [&](const Cluster* one) { return one->tells_of(other); });
    if (is_told) told.insert(told.end(), other.findings.begin(), other.findings.end());
  }
  return told;
}

}  // namespace

std::string measured_with(const Report& report, const Redactor& redactor,
                          std::span<const Cluster* const> work) {
  constexpr std::size_t kNamed = 4;
  const std::vector<std::uint32_t> told = told_with(report, work);
  const std::size_t shown = std::min(told.size(), kNamed);
  std::string text, fix;
  for (std::size_t i = 0; i < shown; ++i) {
    const findings::Finding& one = report.findings[told[i]];
    const Said said = said_by(report, redactor, one);
    const bool asks_for_more = i > 0 && said.fix != fix;
    fmt::format_to(std::back_inserter(text), "{}{}{} at {}: {}",
                   asks_for_more ? " " + markdown_line(sentence(fix)) : "", i == 0 ? "" : " ",
                   one.rule, place_code(place_of(report, one)),
                   markdown_line(sentence(said.message)));
    fix = said.fix;
  }
  if (shown < told.size()) {
    text += fmt::format(" {} likewise.", counted(told.size() - shown, "more package"));
  }
  return fix.empty() ? text : text + " " + markdown_line(sentence(fix));
}

}  // namespace fastidious::report
