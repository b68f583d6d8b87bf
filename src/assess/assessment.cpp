#include "assess/assessment.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "assess/checklists.h"
#include "assess/evidence.h"
#include "assess/next_actions.h"
#include "assess/pipeline_advice.h"
#include "assess/quality.h"
#include "assess/questions.h"
#include "text/counted.h"
#include "text/one_of.h"

namespace fastidious::assess {
namespace {

using findings::Finding;
using findings::Severity;

enum class RuleState : std::uint8_t { NotBuilt, Off, Ran };

void add_counts(Counts& sum, const Counts& counts) {
  sum.critical += counts.critical;
  sum.review_requested += counts.review_requested;
  sum.warnings += counts.warnings;
  sum.suggestions += counts.suggestions;
}

// What is known of each rule of the run, by code.
class RuleFacts {
 public:
  explicit RuleFacts(const Input& input) {
    for (const rules::Rule* rule : input.rules) {
      states_[rule->code] = RuleState::Ran;
    }
    for (const SkippedRule& rule : input.coverage->rules_off) {
      states_[rule.code] = RuleState::Off;
      reasons_[rule.code] =
          rule.lacks_evidence
              ? fmt::format("{} could not look: what it needs stands at the end", rule.code)
              : fmt::format("{} is off ({})", rule.code, rule.reason);
    }
    add_all(input.findings);
    add_all(input.baselined);
  }

  RuleState state(std::string_view code) const {
    const auto it = states_.find(code);
    return it == states_.end() ? RuleState::NotBuilt : it->second;
  }
  // "TYP001 is off (switched off)"
  const std::string& reason_for_off(std::string_view code) const { return reasons_.at(code); }
  // By code: all rules that are built, and what was found by each that found something.
  const std::map<std::string_view, RuleState>& states() const { return states_; }
  const std::map<std::string_view, Counts>& found() const { return found_; }

 private:
  void add_all(std::span<const Finding> findings) {
    std::unordered_map<std::string_view, Counts> counts;
    for (const Finding& finding : findings) {
      add(counts[finding.rule], finding);
    }
    for (const auto& [rule, of_rule] : counts) {
      add_counts(found_[rule], of_rule);
    }
  }

  std::map<std::string_view, RuleState> states_;
  std::map<std::string_view, std::string> reasons_;
  std::map<std::string_view, Counts> found_;
};

std::string joined(const std::vector<std::string_view>& codes) {
  return fmt::format("{}", fmt::join(codes, ", "));
}

// "3 × TYP001, 1 × TYP006"
std::string what_was_found(const std::vector<std::string_view>& codes, const RuleFacts& facts) {
  std::vector<std::string> parts;
  for (const std::string_view code : codes) {
    parts.push_back(fmt::format("{} × {}", facts.found().at(code).total(), code));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

// Whether imports are sorted by a tool of the project's own: then their order fails its linters.
bool fails_own_sorter(const Criterion& criterion, std::string_view code, const Coverage& coverage) {
  const auto& delivery = coverage.facts.delivery;
  return criterion.id == "audit.1.1" && code == "COD019" && delivery && delivery->imports_sorted_by;
}

// Where `.env` itself is ignored, SEC006 only suggests what else could be; LOG012, where an id
// could go besides; VAL002 and VAL016, what a server's own limits let through.
bool is_mild(std::string_view code, const Counts& found) {
  const bool may_suggest =
      code == "SEC006" || code == "LOG012" || code == "VAL002" || code == "VAL016";
  return may_suggest && found.total() == found.suggestions;
}

// Whether what the rule found makes the criterion's statement false: what is critical, and what a
// deciding rule finds. All else is to improve.
bool is_ground(const CriterionResult& result, std::string_view code, const RuleFacts& facts,
               const Coverage& coverage) {
  const Counts& found = facts.found().at(code);
  if (found.critical + found.review_requested > 0) return true;
  const bool decides = result.criterion->deciding.find(code) != std::string_view::npos;
  return (decides && !is_mild(code, found)) || fails_own_sorter(*result.criterion, code, coverage);
}

// What fails the criterion, and behind it what would not have: "18 × DOC001; to improve: 2 ×
// DOC015".
std::string why_failed(const CriterionResult& result, const RuleFacts& facts,
                       const Coverage& coverage) {
  std::vector<std::string_view> failing, others;
  for (const std::string_view code : result.failed_by) {
    (is_ground(result, code, facts, coverage) ? failing : others).push_back(code);
  }
  std::string text = what_was_found(failing, facts);
  if (!others.empty()) text += "; to improve: " + what_was_found(others, facts);
  if (is_one_of("COD019", failing) && fails_own_sorter(*result.criterion, "COD019", coverage)) {
    text += fmt::format("; `{}` has isort sort the imports",
                        text_of(coverage.facts.delivery->imports_sorted_by));
  }
  return text;
}

// Rules that looked and found nothing.
std::vector<std::string_view> silent_rules(const CriterionResult& result) {
  std::vector<std::string_view> silent;
  for (const std::string_view code : result.evaluated_by) {
    const auto& found = result.failed_by;
    if (std::find(found.begin(), found.end(), code) == found.end()) silent.push_back(code);
  }
  return silent;
}

// "only in part: TYP008 found nothing; to improve: 6 × TYP007"
std::string what_is_known(const CriterionResult& result, const RuleFacts& facts) {
  const std::vector<std::string_view> silent = silent_rules(result);
  std::vector<std::string> parts;
  if (!silent.empty()) parts.push_back(fmt::format("{} found nothing", joined(silent)));
  if (!result.failed_by.empty())
    parts.push_back("to improve: " + what_was_found(result.failed_by, facts));
  return fmt::format("only in part: {}", fmt::join(parts, "; "));
}

std::string why_nobody_knows(const CriterionResult& result, const RuleFacts& facts) {
  std::vector<std::string_view> missing;
  std::vector<std::string> off;
  for (const std::string_view code : result.waiting_for) {
    if (facts.state(code) == RuleState::Off) {
      off.push_back(facts.reason_for_off(code));
    } else {
      missing.push_back(code);
    }
  }
  if (result.evaluated_by.empty() && off.empty()) {
    return "no rule evaluates this yet";
  }
  std::string reason;
  if (!result.evaluated_by.empty()) {
    reason = what_is_known(result, facts);
  }
  if (!missing.empty()) {
    reason +=
        fmt::format("{}no rule evaluates {} yet", reason.empty() ? "" : "; ", joined(missing));
  }
  if (!off.empty()) {
    reason += fmt::format("{}{}", reason.empty() ? "" : "; ", fmt::join(off, ", "));
  }
  return reason;
}

// Why nothing found does not mean that there is nothing; empty if it does.
std::string gap_in_sight(const Coverage& coverage) {
  if (coverage.python_files == 0) {
    return "there is no Python file";
  }
  if (coverage.files_reviewed == 0u) {
    return "no Python file changed";
  }
  if (!coverage.looks_at_application) {
    return "no application code was reviewed";
  }
  std::vector<std::string_view> unread;
  for (const SkippedFile& file : coverage.files_skipped) {
    if (file.is_application) {
      unread.push_back(file.path);
    }
  }
  if (unread.empty()) {
    return {};
  }
  return fmt::format("nothing found, but `{}`{} could not be analysed", unread.front(),
                     unread.size() == 1 ? "" : " and " + counted(unread.size() - 1, "more file"));
}

bool is_failed(const CriterionResult& result, const RuleFacts& facts, const Coverage& coverage) {
  return std::any_of(result.failed_by.begin(), result.failed_by.end(), [&](std::string_view code) {
    return is_ground(result, code, facts, coverage);
  });
}

void decide(CriterionResult& result, const RuleFacts& facts, const Coverage& coverage,
            const std::string& gap) {
  for_each_code(result.criterion->deciding, [&](std::string_view code) {
    if (facts.state(code) != RuleState::Ran) {
      result.waiting_for.push_back(code);
    }
  });
  if (is_failed(result, facts, coverage)) {
    result.status = Status::Failed;
    result.reason = why_failed(result, facts, coverage);
  } else if (!result.waiting_for.empty()) {
    result.status = Status::NotEvaluated;
    result.reason = why_nobody_knows(result, facts);
  } else if (!gap.empty()) {
    result.status = Status::NotEvaluated;
    result.reason = gap;
  } else if (std::string fixed = what_fixes_it(*result.criterion, coverage); !fixed.empty()) {
    result.status = Status::Failed;
    result.reason = std::move(fixed);
  } else if (result.reason = nothing_to_judge(*result.criterion, coverage); result.reason.empty()) {
    result.status = Status::Passed;
    add_evidence(result, coverage);
    if (!result.failed_by.empty()) {
      result.reason += "; to improve: " + what_was_found(result.failed_by, facts);
    }
  }
}

std::vector<CriterionResult> judge_criteria(const Input& input, const RuleFacts& facts) {
  std::vector<CriterionResult> results(all_criteria().size());
  const auto result_of = [&](const Criterion* criterion) -> CriterionResult& {
    return results[static_cast<std::size_t>(criterion - all_criteria().data())];
  };
  for (std::size_t i = 0; i < results.size(); ++i) {
    results[i].criterion = &all_criteria()[i];
  }
  for (const auto& [code, state] : facts.states()) {
    if (state == RuleState::Ran) {
      for (const Criterion* criterion : criteria_for(code)) {
        result_of(criterion).evaluated_by.push_back(code);
      }
    }
  }
  for (const auto& [code, counts] : facts.found()) {
    for (const Criterion* criterion : criteria_for(code)) {
      result_of(criterion).failed_by.push_back(code);
      add_counts(result_of(criterion).counts, counts);
    }
  }
  const std::string gap = gap_in_sight(*input.coverage);
  for (CriterionResult& result : results) {
    decide(result, facts, *input.coverage, gap);
  }
  return results;
}

AreaStatus status_of(const AreaResult& area) {
  const auto any = [&area](Status status) {
    return std::any_of(
        area.criteria.begin(), area.criteria.end(),
        [status](const CriterionResult* result) { return result->status == status; });
  };
  if (area.counts.critical > 0) {
    return AreaStatus::Failed;
  }
  if (any(Status::Failed) || area.counts.warnings > 0) {
    return AreaStatus::Warned;
  }
  return any(Status::NotEvaluated) ? AreaStatus::NotEvaluated : AreaStatus::Passed;
}

// Each rule counts once in an area, however many of its criteria it fails.
std::array<AreaResult, 7> judge_areas(const std::vector<CriterionResult>& criteria,
                                      const RuleFacts& facts) {
  std::array<AreaResult, 7> areas;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    AreaResult& area = areas[i];
    area.section = static_cast<Section>(static_cast<std::size_t>(kFirstArea) + i);
    std::vector<std::string_view> failing;
    for (const CriterionResult& result : criteria) {
      if (result.criterion->section == area.section) {
        area.criteria.push_back(&result);
        failing.insert(failing.end(), result.failed_by.begin(), result.failed_by.end());
      }
    }
    std::sort(failing.begin(), failing.end());
    failing.erase(std::unique(failing.begin(), failing.end()), failing.end());
    for (const std::string_view code : failing) {
      add_counts(area.counts, facts.found().at(code));
    }
    area.status = status_of(area);
  }
  return areas;
}

}  // namespace

std::size_t reviews_to_decide(const Assessment& assessment) {
  std::size_t open = 0;
  for (const Cluster& cluster : assessment.clusters) {
    if (cluster.review_requested && !cluster.is_told_elsewhere()) open += cluster.findings.size();
  }
  return open;
}

std::string_view name_of(Status status) {
  constexpr std::array<std::string_view, 3> kNames = {"passed", "failed", "not evaluated"};
  return kNames[static_cast<std::size_t>(status)];
}

std::string_view name_of(QuestionKind kind) {
  constexpr std::array<std::string_view, 4> kNames = {"business requirement", "security concern",
                                                      "architecture", "missing context"};
  return kNames[static_cast<std::size_t>(kind)];
}

void add(Counts& counts, const Finding& finding) {
  if (findings::review_requested(finding)) {
    ++counts.review_requested;
  } else if (finding.severity == Severity::Critical) {
    ++counts.critical;
  } else if (finding.severity == Severity::Warning) {
    ++counts.warnings;
  } else {
    ++counts.suggestions;
  }
}

Counts count(std::span<const Finding> findings) {
  Counts counts;
  for (const Finding& finding : findings) {
    add(counts, finding);
  }
  return counts;
}

std::vector<const Criterion*> criteria_for(std::string_view rule) {
  std::vector<const Criterion*> found;
  bool in_review = false;
  bool in_audit = false;
  for (const Criterion& criterion : all_criteria()) {
    if (names_rule(criterion, rule)) {
      found.push_back(&criterion);
      (criterion.id.starts_with("review") ? in_review : in_audit) = true;
    }
  }
  const FamilyCriteria family = criteria_of_family(rule);
  if (const Criterion* criterion = find_criterion(family.review);
      !in_review && criterion != nullptr) {
    found.push_back(criterion);
  }
  if (const Criterion* criterion = find_criterion(family.audit);
      !in_audit && criterion != nullptr) {
    found.push_back(criterion);
  }
  return found;
}

Assessment assess(const Input& input) {
  const RuleFacts facts(input);
  Assessment assessment;
  assessment.criteria = judge_criteria(input, facts);
  assessment.areas = judge_areas(assessment.criteria, facts);
  assessment.clusters =
      cluster(input.findings, input.rules, input.path_of, input.line_of, input.is_aside);
  assessment.causes = root_causes(input.findings);
  assessment.counts = count(input.findings);
  assessment.pipeline = pipeline_advice(input);
  assessment.deployment_checklist = deployment_checklist(assessment, *input.coverage);
  assessment.audit_checklist = audit_checklist(assessment, *input.coverage);
  assessment.quality = quality_answers(assessment, input);
  assessment.next_actions = next_actions(assessment, input);
  assessment.owners_unknown = input.owner_of && are_without_owner(assessment.next_actions);
  assessment.questions = questions(assessment, input);
  return assessment;
}

}  // namespace fastidious::assess
