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

constexpr std::size_t kMostRemedies = 4;  // that a recommendation names one by one

// Whether the item says of the first finding what is wrong, and what mends it mends the others too
// but for what stands in code.
bool tells_of_first(const Report& report, Work topic) {
  if (topic.front()->severity == findings::Severity::Critical) return false;
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
  std::size_t findings = 0;
};

// What another remedy says and goes on is told there, and counted where it stands alone only.
void leave_to_longer(const Report& report, std::vector<Remedy>& remedies) {
  const std::vector<Remedy> all = remedies;
  const auto fix_of = [&](const Remedy& one) -> std::string_view {
    return report.findings[one.first].fix;
  };
  std::erase_if(remedies, [&](const Remedy& one) {
    std::string_view fix = fix_of(one);
    if (fix.ends_with('.')) fix.remove_suffix(1);
    return std::any_of(all.begin(), all.end(), [&](const Remedy& other) {
      const std::string_view longer = fix_of(other);
      return !fix.empty() && longer.size() > fix.size() + 1 && longer.starts_with(fix);
    });
  });
}

// Each remedy; none where two differ in what stands in code only.
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
        if (!words.insert(without_code(fix)).second || (has_lines && !remedies.empty())) return {};
        if (remedies.size() > 2 * kMostRemedies) return {};
        remedies.push_back({index, 0});
      }
      ++remedies[same->second].findings;
    }
  }
  leave_to_longer(report, remedies);
  return remedies;
}

// " and 2 more", behind the first place.
std::string others_than_first(const Remedy& remedy) {
  return remedy.findings > 1 ? fmt::format(" and {} more", remedy.findings - 1) : "";
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
                      const std::vector<Remedy>& remedies) {
  Advice advice;
  std::string told;  // what the place before had wrong
  const std::string ending = told_once(texts_of(report, redactor, remedies));
  ToldFixes fixes;
  for (const Remedy& remedy : remedies) {
    const Finding& finding = report.findings[remedy.first];
    const Said said = said_by(report, redactor, finding);
    fmt::format_to(std::back_inserter(advice.text), "{}{}{}: ", advice.text.empty() ? "" : " ",
                   place_code(place_of(report, finding)), others_than_first(remedy));
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
  const bool in_words = !remedies.empty() && remedies.size() <= kMostRemedies;
  if (remedies.size() == 1 || (advice.empty() && !in_words)) {
    return {said_by(report, redactor, first).fix};
  }
  if (!in_words && tells_of_first(report, topic)) return {said_by(report, redactor, first).fix};
  if (!in_words) return {std::string(advice)};
  return each_by_itself(report, redactor, remedies);
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
