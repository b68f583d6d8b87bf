#include "report/remedies.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
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
constexpr std::size_t kMostCriticalRemedies = 6;
constexpr std::size_t kFewFindings = 4;  // whose remedies may say the same of other code

bool is_critical(Work topic) { return topic.front()->severity == findings::Severity::Critical; }

// Whether the item says of the first finding what is wrong, and what mends it mends the others too
// but for what stands in code.
bool tells_of_first(const Report& report, Work topic) {
  if (is_critical(topic)) return false;
  const std::string words = without_code(report.findings[topic.front()->findings.front()].fix);
  const auto says_so = [&](std::uint32_t index) {
    const std::string_view fix = report.findings[index].fix;
    return fix.find('\n') == fix.npos && without_code(fix) == words;
  };
  return std::all_of(topic.begin(), topic.end(), [&](const Cluster* cluster) {
    return std::all_of(cluster->findings.begin(), cluster->findings.end(), says_so);
  });
}

struct Remedy {
  std::uint32_t first = 0;  // finding that has it
  assess::Counts findings;
};

// Where one remedy says what all others say and goes on, it is the only one.
void leave_to_longest(const Report& report, std::vector<Remedy>& remedies) {
  const auto fix_of = [&](const Remedy& one) -> std::string_view {
    return report.findings[one.first].fix;
  };
  const auto longest = std::max_element(
      remedies.begin(), remedies.end(),
      [&](const Remedy& a, const Remedy& b) { return fix_of(a).size() < fix_of(b).size(); });
  const bool says_all = std::all_of(remedies.begin(), remedies.end(), [&](const Remedy& one) {
    std::string_view fix = fix_of(one);
    if (fix.ends_with('.')) fix.remove_suffix(1);
    return !fix.empty() && fix_of(*longest).starts_with(fix);
  });
  if (remedies.size() > 1 && says_all) remedies = {*longest};
}

std::size_t findings_in(Work topic) {
  std::size_t sum = 0;
  for (const Cluster* cluster : topic) sum += cluster->findings.size();
  return sum;
}

// Each remedy; none where all, unless they are few and critical, or two of many findings, differ in
// what stands in code only.
std::vector<Remedy> remedies_of(const Report& report, Work topic) {
  std::map<std::string_view, std::size_t> known;  // place of each fix
  std::set<std::string> words;
  std::vector<Remedy> remedies;
  bool has_lines = false;
  for (const Cluster* cluster : topic) {
    for (const std::uint32_t index : cluster->findings) {
      const std::string_view fix = report.findings[index].fix;
      const auto [same, is_new] = known.try_emplace(fix, remedies.size());
      if (is_new) {
        has_lines |= fix.find('\n') != fix.npos;
        words.insert(without_code(fix));
        if (has_lines && !remedies.empty()) return {};
        if (remedies.size() > 2 * kMostCriticalRemedies) return {};
        remedies.push_back({index, {}});
      }
      assess::add(remedies[same->second].findings, report.findings[index]);
    }
  }
  const bool are_few =
      (words.size() > 1 || is_critical(topic)) && findings_in(topic) <= kFewFindings;
  if (words.size() < remedies.size() && !are_few) return {};
  if (!is_critical(topic)) leave_to_longest(report, remedies);
  return remedies;
}

// " and 2 more (2 critical, 1 warning)", behind the first place; how severe they are where not all
// of the recommendation are the same.
std::string others_than_first(const Report& report, const Remedy& remedy, bool is_mixed) {
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
      if (said.message != told) advice.text += sentence(said.message) + " ";
      told = said.message;
      advice.tells_issues = true;
    }
    advice.text += fixes.next(without_ending(sentence(said.fix), ending));
  }
  if (!ending.empty()) advice.text += " " + for_each_of_them(ending);
  return advice;
}

}  // namespace

Advice advice_on(const Report& report, const Redactor& redactor, Work topic) {
  const std::vector<Remedy> remedies = remedies_of(report, topic);
  const Finding& first = report.findings[remedies.size() == 1 ? remedies.front().first
                                                              : topic.front()->findings.front()];
  const std::string_view advice = rule_of(report, first.rule).advice;
  const std::size_t most = is_critical(topic) ? kMostCriticalRemedies : kMostRemedies;
  const bool in_words = !remedies.empty() && remedies.size() <= most;
  if (remedies.size() == 1 || (advice.empty() && !in_words)) {
    return {said_by(report, redactor, first).fix};
  }
  if (!in_words && tells_of_first(report, topic)) return {said_by(report, redactor, first).fix};
  const bool is_listed = !advice.empty() && tells_statuses(first.rule, findings_in(topic));
  if (!in_words || is_listed) return {std::string(advice)};
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
