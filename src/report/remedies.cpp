#include "report/remedies.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "report/repetition.h"
#include "report/told_fixes.h"
#include "report/wording.h"

namespace fastidious::report {
namespace {

using assess::Cluster;
using findings::Finding;
using Work = std::span<const Cluster* const>;

// That a recommendation names one by one; more of what is critical, so that each has its own.
constexpr std::size_t kMostRemedies = 4;
constexpr std::size_t kMostCriticalRemedies = 8;

bool is_critical(Work topic) { return topic.front()->severity == findings::Severity::Critical; }

using Indices = std::vector<std::uint32_t>;

Indices findings_of(Work topic) {
  Indices all;
  for (const Cluster* cluster : topic) {
    all.insert(all.end(), cluster->findings.begin(), cluster->findings.end());
  }
  return all;
}

struct Remedy {
  std::uint32_t first = 0;  // finding that has it
  assess::Counts findings;
  bool says_same = true;  // whether all of them say the same is wrong
};

// Each remedy; none where they are more than a recommendation can name.
std::vector<Remedy> remedies_of(const Report& report, const Indices& findings, std::size_t most) {
  std::map<std::string_view, std::size_t> known;  // place of each fix
  std::vector<Remedy> remedies;
  bool has_lines = false;
  for (const std::uint32_t index : findings) {
    const std::string_view fix = report.findings[index].fix;
    const auto [same, is_new] = known.try_emplace(fix, remedies.size());
    if (is_new) {
      has_lines |= fix.find('\n') != fix.npos;
      if (remedies.size() == most || (has_lines && !remedies.empty())) return {};
      remedies.push_back({index, {}});
    }
    Remedy& remedy = remedies[same->second];
    assess::add(remedy.findings, report.findings[index]);
    remedy.says_same &= report.findings[index].message == report.findings[remedy.first].message;
  }
  return remedies;
}

// " and 2 more (2 critical, 1 warning)", behind the first place; how severe they are where not all
// of the recommendation are the same. " (the first of 3)" where what is told is wrong there only.
std::string others_than_first(const Report& report, const Remedy& remedy, bool is_mixed) {
  const bool is_critical =
      report.findings[remedy.first].severity == findings::Severity::Critical;  // not told here
  if (!remedy.says_same && !is_critical) {
    return fmt::format(" (the first of {})", is_mixed ? counts_text(remedy.findings)
                                                      : std::to_string(remedy.findings.total()));
  }
  const std::size_t others = remedy.findings.total() - 1;
  const std::string more = others > 0 ? fmt::format(" and {} more", others) : std::string();
  if (!is_mixed) return more;
  const std::string_view severity = findings::name_of(report.findings[remedy.first].severity);
  return fmt::format("{} ({})", more, others > 0 ? counts_text(remedy.findings) : severity);
}

std::vector<std::string> texts_of(const Report& report, const Redactor& redactor,
                                  const std::vector<Remedy>& remedies) {
  std::vector<std::string> texts;
  for (const Remedy& one : remedies) {
    texts.push_back(sentence(said_by(report, redactor, report.findings[one.first]).fix));
  }
  return texts;
}

// "`app/db.py:3:1` and 1 more: The client is never closed. Open it in a `with` block."
Advice each_by_itself(const Report& report, const Redactor& redactor,
                      const std::vector<Remedy>& remedies, bool is_mixed) {
  Advice advice;
  std::string told;  // what the place before had wrong
  const std::string ending = told_once(texts_of(report, redactor, remedies));
  ToldFixes fixes;
  for (const Remedy& remedy : remedies) {
    const Finding& finding = report.findings[remedy.first];
    const Said said = said_by(report, redactor, finding);
    fmt::format_to(std::back_inserter(advice.text), "{}{}{}: ", advice.text.empty() ? "" : " ",
                   place_code(place_of(report, finding)),
                   others_than_first(report, remedy, is_mixed));
    if (finding.severity != findings::Severity::Critical) {
      const std::string issue = behind(told, said.message);
      if (!issue.empty()) advice.text += sentence(issue) + " ";
      told = said.message;
      advice.tells_issues = true;
    }
    advice.text += fixes.next(without_ending(sentence(said.fix), ending));
  }
  if (!ending.empty()) advice.text += " " + for_each_of_them(ending);
  return advice;
}

// For many: what the first says and what that is for the others; where they are mended in another
// way, the rule's own advice.
std::string said_of_all(const Report& report, const Redactor& redactor, const Indices& findings) {
  const Finding& first = report.findings[findings.front()];
  const std::string_view advice = rule_of(report, first.rule).advice;
  const bool is_general = said_by(report, redactor, first).fix == advice;
  if (is_general || (!advice.empty() && !differ_in_code_only(report, findings))) {
    return std::string(advice);
  }
  const std::string fix = with_remedy_of_others(said_by(report, redactor, first).fix,
                                                remedy_of_others(report, findings, true));
  // What is wrong at the first place stands before it, but of what is critical.
  const bool is_named = first.severity != findings::Severity::Critical;
  return is_named ? fix : fmt::format("At {}: {}", place_code(place_of(report, first)), fix);
}

}  // namespace

Advice advice_on(const Report& report, const Redactor& redactor, Work topic) {
  const Indices findings = findings_of(topic);
  const std::size_t most = is_critical(topic) ? kMostCriticalRemedies : kMostRemedies;
  const std::vector<Remedy> remedies = remedies_of(report, findings, most);
  const Finding& first = report.findings[findings.front()];
  const std::string_view advice = rule_of(report, first.rule).advice;
  if (remedies.size() == 1) return {said_by(report, redactor, first).fix, false, true};
  const bool is_listed = !advice.empty() && first.answers != nullptr;
  if (remedies.empty() || is_listed) {
    std::string text = said_of_all(report, redactor, findings);
    const bool is_general = text == advice;
    return {std::move(text), false, is_general};
  }
  const bool is_mixed = topic.front()->severity != topic.back()->severity;
  return each_by_itself(report, redactor, remedies, is_mixed);
}

std::string efforts_of(const Report& report, Work work) {
  std::set<assess::Effort> efforts;
  std::string text;
  for (std::size_t begin = 0, end; begin < work.size(); begin = end) {
    const findings::Severity severity = work[begin]->severity;
    end = begin + 1;
    while (end < work.size() && work[end]->severity == severity) ++end;
    const assess::Effort effort =
        assess::effort_of(work.subspan(begin, end - begin), report.findings);
    efforts.insert(effort);
    const bool is_critical = severity == findings::Severity::Critical;
    fmt::format_to(std::back_inserter(text), "{}{} for {}{}", text.empty() ? "" : ", ",
                   assess::name_of(effort), is_critical ? "what is " : "",
                   findings::name_of(severity));
    if (!is_critical) text += "s";
  }
  return efforts.size() == 1 ? std::string(assess::name_of(*efforts.begin())) : text;
}

}  // namespace fastidious::report
