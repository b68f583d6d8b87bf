#include "report/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "findings/answers.h"
#include "report/wording.h"

namespace fastidious::report {
namespace {

using findings::Answers;
using findings::Finding;
using Work = std::span<const assess::Cluster* const>;

constexpr std::size_t kToldOneByOne = 24;  // findings, each with what its operations may answer
constexpr std::size_t kGroups = 12;        // of operations that lack the same
constexpr std::size_t kNamed = 20;         // operations of a group

bool is_about_answers(const Report& report, Work work) {
  return report.findings[work.front()->findings.front()].answers != nullptr;
}

std::size_t findings_in(Work work) {
  std::size_t all = 0;
  for (const assess::Cluster* cluster : work) all += cluster->findings.size();
  return all;
}

// What several findings say of one operation stands together.
class OperationsByStatus {
 public:
  void add(const Answers& answers, const Finding& finding, const Redactor& redactor) {
    further_ |= answers.further > 0;
    for (const std::string& operation : answers.operations) {
      std::string buffer;
      const std::string name = code_span(redactor.clean(finding.file, operation, buffer));
      auto [at, is_new] = statuses_.try_emplace(name);
      at->second.insert(answers.statuses.begin(), answers.statuses.end());
      if (is_new) order_.push_back(name);
    }
  }

  std::string issue() const {
    return fmt::format(
        "{}{} can answer what {} `responses` do not say; a finding is about one of them or "
        "several, and one may be in several findings",
        further_ ? "More than " : "", counted(order_.size(), "operation"),
        order_.size() == 1 ? "its" : "their");
  }

  std::vector<std::string> lines() const {
    std::map<std::set<int>, std::vector<std::string_view>> groups;
    for (const std::string& name : order_) groups[statuses_.at(name)].push_back(name);
    std::vector<std::string> lines;
    std::size_t left = order_.size();
    for (const auto& [statuses, names] : groups) {
      if (lines.size() == kGroups) break;
      left -= names.size();
      lines.push_back(fmt::format("{}: {}", in_words(statuses), list_of(names)));
    }
    if (left > 0) lines.push_back(fmt::format("others: {}", counted(left, "operation")));
    if (further_) lines.push_back("and more operations of large routers");
    return lines;
  }

 private:
  // "400, 403 and 404"
  static std::string in_words(const std::set<int>& statuses) {
    const auto last = std::prev(statuses.end());
    if (statuses.size() == 1) return fmt::format("{}", *last);
    return fmt::format("{} and {}", fmt::join(statuses.begin(), last, ", "), *last);
  }

  static std::string list_of(const std::vector<std::string_view>& names) {
    const std::size_t told = std::min(names.size(), kNamed);
    const auto begin = names.begin();
    std::string text =
        fmt::format("{}", fmt::join(begin, begin + static_cast<std::ptrdiff_t>(told), ", "));
    if (told < names.size()) text += fmt::format(" and {} more", names.size() - told);
    return text;
  }

  std::map<std::string, std::set<int>> statuses_;  // by operation
  std::vector<std::string> order_;                 // of the operations
  bool further_ = false;                           // there are some that no finding names
};

}  // namespace

bool lists_answers(const Report& report, Work work) {
  return is_about_answers(report, work) && findings_in(work) <= kToldOneByOne;
}

AnswersByStatus answers_by_status(const Report& report, const Redactor& redactor, Work work) {
  if (!is_about_answers(report, work) || lists_answers(report, work)) return {};
  OperationsByStatus operations;
  for (const assess::Cluster* cluster : work) {
    for (const std::uint32_t index : cluster->findings) {
      const Finding& finding = report.findings[index];
      if (finding.answers != nullptr) operations.add(*finding.answers, finding, redactor);
    }
  }
  return {operations.issue(), operations.lines()};
}

void bring_answers_together(std::vector<markdown::Entry>& entries) {
  const auto said = [](const markdown::Entry& one) {
    return one.answers != nullptr ? std::string_view(one.answers->said) : std::string_view();
  };
  for (auto group = entries.begin(); group != entries.end();) {
    const std::string_view answer = said(*group);
    group = std::stable_partition(group, entries.end(),
                                  [&](const markdown::Entry& one) { return said(one) == answer; });
  }
}

std::string behind_same_answer(const markdown::Entry* told, const markdown::Entry& entry) {
  const std::string& message = entry.said.message;
  if (told == nullptr || told->answers == nullptr || entry.answers == nullptr ||
      told->answers->said != entry.answers->said) {
    return message;
  }
  const std::string& said = entry.answers->said;
  const std::size_t begin = message.find(said);
  if (said.empty() || begin == message.npos) return message;
  return message.substr(0, begin) + " likewise" + message.substr(begin + said.size());
}

}  // namespace fastidious::report
