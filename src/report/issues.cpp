#include "report/issues.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/told_fixes.h"
#include "report/wording.h"

namespace fastidious::report {
namespace {

using findings::Finding;
using findings::Severity;

constexpr std::size_t kMostIssues = 4;  // that a recommendation tells one by one

// Findings that say the same.
struct Issue {
  const Finding* first = nullptr;
  std::size_t findings = 0;
};

std::vector<const Finding*> not_critical(const Report& report,
                                         std::span<const assess::Cluster* const> work) {
  std::vector<const Finding*> found;
  for (const assess::Cluster* cluster : work) {
    if (cluster->severity == Severity::Critical) continue;
    for (const std::uint32_t index : cluster->findings) found.push_back(&report.findings[index]);
  }
  return found;
}

// In order of appearance; none where they are more than a recommendation can tell.
std::vector<Issue> issues_among(const std::vector<const Finding*>& findings) {
  std::vector<Issue> issues;
  for (const Finding* finding : findings) {
    auto known = std::find_if(issues.begin(), issues.end(), [&](const Issue& one) {
      return one.first->severity == finding->severity && one.first->message == finding->message;
    });
    if (known == issues.end()) {
      if (issues.size() == kMostIssues) return {};
      known = issues.insert(known, Issue{finding});
    }
    ++known->findings;
  }
  return issues;
}

// Whether they say one thing of other names: then the first of them tells what all are.
bool are_alike(const std::vector<Issue>& issues) {
  const std::string words = without_code(issues.front().first->message);
  return std::all_of(issues.begin(), issues.end(),
                     [&](const Issue& one) { return without_code(one.first->message) == words; });
}

// "`app/db.py:3:1` and 1 more (warning): The client is never closed."
std::string each_at_its_place(const Report& report, const Redactor& redactor,
                              const std::vector<Issue>& issues, bool is_mixed) {
  std::string text, told;
  for (const Issue& one : issues) {
    const Finding& first = *one.first;
    const std::string message = said_by(report, redactor, first).message;
    const std::string issue = behind(told, message);
    const std::string more =
        one.findings > 1 ? fmt::format(" and {} more", one.findings - 1) : std::string();
    const std::string severity =
        is_mixed ? fmt::format(" ({})", findings::name_of(first.severity)) : std::string();
    text +=
        fmt::format("{}{}{}{}: {}", text.empty() ? "" : " ", place_code(place_of(report, first)),
                    more, severity, sentence(issue.empty() ? message : issue));
    told = message;
  }
  return text;
}

}  // namespace

std::string issues_of(const Report& report, const Redactor& redactor,
                      std::span<const assess::Cluster* const> work, bool fix_is_for_all) {
  const bool has_critical = work.front()->severity == Severity::Critical;
  const std::vector<const Finding*> findings = not_critical(report, work);
  if (findings.empty()) return {};
  const std::vector<Issue> issues = issues_among(findings);
  const bool is_one = issues.size() == 1 && !has_critical;
  const bool needs_each = !issues.empty() && (has_critical || !are_alike(issues));
  if (needs_each && fix_is_for_all) {
    const bool is_mixed = work.front()->severity != work.back()->severity;
    return each_at_its_place(report, redactor, issues, is_mixed);
  }
  if (has_critical) return {};
  const std::string message = said_by(report, redactor, *findings.front()).message;
  return sentence(is_one ? message : message + fmt::format(" (the first of {})", findings.size()));
}

}  // namespace fastidious::report
