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

constexpr std::size_t kMostWordings = 3;  // the same of issues that are more

// Findings that say the same, or the same of other names.
struct Issue {
  const Finding* first = nullptr;
  std::size_t findings = 0;
  std::string wording = {};  // of other names only
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

// The words without names, numbers and what stands between them, to compare.
std::string wording_of(std::string_view message) {
  std::string words;
  for (const char c : without_code(message)) {
    if (std::string_view("`, 0123456789").find(c) == std::string_view::npos) words += c;
  }
  return words;
}

// As above, by what they say of whatever names.
std::vector<Issue> wordings_among(const std::vector<const Finding*>& findings) {
  std::vector<Issue> issues;
  for (const Finding* finding : findings) {
    std::string wording = wording_of(finding->message);
    auto known = std::find_if(issues.begin(), issues.end(), [&](const Issue& one) {
      return one.first->severity == finding->severity && one.wording == wording;
    });
    if (known == issues.end()) {
      if (issues.size() == kMostWordings) return {};
      known = issues.insert(known, Issue{finding, 0, std::move(wording)});
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

// " and 1 more (warning)", which say the same; " (warning, the first of 2)", which say it of other
// names.
std::string extent_of(const Issue& issue, bool is_mixed) {
  std::string inside(is_mixed ? findings::name_of(issue.first->severity) : "");
  const bool says_same = issue.wording.empty();
  if (!says_same && issue.findings > 1) {
    inside += fmt::format("{}the first of {}", inside.empty() ? "" : ", ", issue.findings);
  }
  if (!inside.empty()) inside = " (" + inside + ")";
  return says_same && issue.findings > 1 ? fmt::format(" and {} more{}", issue.findings - 1, inside)
                                         : inside;
}

// "`app/db.py:3:1` and 1 more (warning): The client is never closed."
std::string each_at_its_place(const Report& report, const Redactor& redactor,
                              const std::vector<Issue>& issues, bool is_mixed) {
  std::string text, told;
  for (const Issue& one : issues) {
    const Finding& first = *one.first;
    const std::string message = said_by(report, redactor, first).message;
    const std::string issue = behind(told, message);
    text += fmt::format("{}{}{}: {}", text.empty() ? "" : " ", place_code(place_of(report, first)),
                        extent_of(one, is_mixed), sentence(issue.empty() ? message : issue));
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
  std::vector<Issue> issues = issues_among(findings);
  if (issues.empty()) issues = wordings_among(findings);
  const bool is_one = issues.size() == 1 && issues.front().wording.empty() && !has_critical;
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
