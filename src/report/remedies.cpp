#include "report/remedies.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <vector>

#include "report/wording.h"

namespace fastidious::report {
namespace {

using assess::Cluster;
using findings::Finding;
using Work = std::span<const Cluster* const>;

constexpr std::size_t kMostRemedies = 4;  // that a recommendation names one by one

// The words of a text, without what stands in backticks.
std::string without_code(std::string_view text) {
  std::string words;
  bool in_code = false;
  for (const char c : text) {
    in_code ^= c == '`';
    if (!in_code) words += c;
  }
  return words;
}

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

// The first finding of each remedy; none where two differ in what stands in code only.
std::vector<std::uint32_t> remedies_of(const Report& report, Work topic) {
  std::map<std::string_view, std::string> words;  // of each fix
  std::set<std::string> seen;
  std::vector<std::uint32_t> first;
  bool has_lines = false;
  for (const Cluster* cluster : topic) {
    for (const std::uint32_t index : cluster->findings) {
      const std::string_view fix = report.findings[index].fix;
      const auto [known, is_new] = words.try_emplace(fix, without_code(fix));
      if (!is_new) continue;
      has_lines |= fix.find('\n') != fix.npos;
      if (!seen.insert(known->second).second || (has_lines && !first.empty())) return {};
      if (first.size() > 2 * kMostRemedies) return {};
      first.push_back(index);
    }
  }
  // What another one says and goes on is told there.
  const std::vector<std::uint32_t> all = first;
  std::erase_if(first, [&](std::uint32_t index) {
    std::string_view fix = report.findings[index].fix;
    if (fix.ends_with('.')) fix.remove_suffix(1);
    return std::any_of(all.begin(), all.end(), [&](std::uint32_t other) {
      const std::string_view longer = report.findings[other].fix;
      return !fix.empty() && longer.size() > fix.size() + 1 && longer.starts_with(fix);
    });
  });
  return first;
}

}  // namespace

std::string advice_on(const Report& report, const Redactor& redactor, Work topic) {
  const std::vector<std::uint32_t> remedies = remedies_of(report, topic);
  const Finding& first = report.findings[remedies.size() == 1
                                              ? remedies.front()
                                              : topic.front()->findings.front()];
  const std::string_view advice = rule_of(report, first.rule).advice;
  const bool in_words = !remedies.empty() && remedies.size() <= kMostRemedies;
  if (remedies.size() == 1 || (advice.empty() && !in_words)) {
    return said_by(report, redactor, first).fix;
  }
  if (!in_words && tells_of_first(report, topic)) return said_by(report, redactor, first).fix;
  if (!in_words) return std::string(advice);
  std::string text;
  for (const std::uint32_t index : remedies) {
    const Finding& finding = report.findings[index];
    fmt::format_to(std::back_inserter(text), "{}{}: {}", text.empty() ? "" : " ",
                   place_code(place_of(report, finding)),
                   sentence(said_by(report, redactor, finding).fix));
  }
  return text;
}

}  // namespace fastidious::report
