#include "assess/advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace fastidious::assess {
namespace {

using findings::Severity;

constexpr std::size_t kMaxQuestions = 20;
constexpr std::size_t kMaxRulesToMend = 5;
constexpr std::uint32_t kManyFindings = 20;  // more than one sitting mends

struct ItemRule {
  std::string_view text;
  std::vector<std::string_view> criteria;  // all of them must be met
};

const CriterionResult& result_of(const Assessment& assessment, std::string_view id) {
  return *std::find_if(assessment.criteria.begin(), assessment.criteria.end(),
                       [id](const CriterionResult& result) { return result.criterion->id == id; });
}

// Failed if one of the criteria is, else not evaluated if one is not, else passed.
ChecklistItem item_for(const Assessment& assessment, const ItemRule& rule) {
  ChecklistItem item{rule.text, Status::Passed, ""};
  for (const std::string_view id : rule.criteria) {
    const CriterionResult& result = result_of(assessment, id);
    if (result.status == Status::Failed && item.status != Status::Failed) {
      item.status = Status::Failed;
      item.reason = result.reason;
    } else if (result.status == Status::NotEvaluated && item.status == Status::Passed) {
      item.status = Status::NotEvaluated;
      item.reason = result.reason;
    }
  }
  return item;
}

// Whether the rules that decide the area's criteria looked.
ChecklistItem item_for_area(const Assessment& assessment, std::string_view text, Section section) {
  const auto index = static_cast<std::size_t>(section) - static_cast<std::size_t>(kFirstArea);
  const AreaResult& area = assessment.areas[index];
  const auto waiting = [](const CriterionResult* result) { return !result->waiting_for.empty(); };
  const auto missing = std::count_if(area.criteria.begin(), area.criteria.end(), waiting);
  if (missing == 0) {
    return {text, Status::Passed, ""};
  }
  return {text, Status::NotEvaluated,
          fmt::format("{} of {} checks of this area are not made yet, or only in part", missing,
                      area.criteria.size())};
}

std::string_view without_full_stop(std::string_view text) {
  return text.substr(0, text.find_last_not_of('.') + 1);
}

std::string_view rule_name(const Input& input, std::string_view code) {
  const rules::Rule* rule = find_rule(input.rules, code);
  return rule == nullptr ? code : rule->name;
}

std::string extent(const Cluster& cluster) {
  const std::size_t count = cluster.findings.size();
  if (cluster.files == 1) {
    return fmt::format("{} in `{}`", count == 1 ? "once" : fmt::format("{} times", count),
                       cluster.module);
  }
  return fmt::format("{} times in {} files {}below `{}`", count, cluster.files,
                     cluster.elsewhere ? "elsewhere " : "", cluster.module);
}

// What ends an action: when to be done, or where that takes long, that it is to be planned.
std::string_view urgency_of(const Cluster& cluster) {
  if (cluster.effort == Effort::Large) {
    return " It cuts across the application: plan it now.";
  }
  return cluster.severity == Severity::Critical ? " Deadline: before the next deployment." : "";
}

// How to do it is among the recommendations.
std::string action_for(const Cluster& cluster, std::size_t more, const Input& input) {
  return fmt::format("Mend {} {}: {}{} ({}).{}", cluster.rule, rule_name(input, cluster.rule),
                     extent(cluster),
                     more == 0 ? "" : fmt::format(", {} more in other modules", more),
                     name_of(cluster.effort), urgency_of(cluster));
}

// Findings of the cluster's rule that are as severe and as certain, but are in other clusters.
std::size_t findings_elsewhere(const Assessment& assessment, const Cluster& cluster) {
  std::size_t number = 0;
  for (const Cluster& other : assessment.clusters) {
    if (other.rule == cluster.rule && other.severity == cluster.severity &&
        other.review_requested == cluster.review_requested) {
      number += other.findings.size();
    }
  }
  return number - cluster.findings.size();
}

// Criteria of the audit that nobody evaluated.
std::size_t open_criteria(const Assessment& assessment) {
  return static_cast<std::size_t>(std::count_if(
      assessment.criteria.begin(), assessment.criteria.end(), [](const CriterionResult& result) {
        return result.status == Status::NotEvaluated && result.criterion->id.starts_with("audit");
      }));
}

// One action for each rule, the most urgent first: the critical ones, or where there are none, the
// warnings.
void add_actions_for_clusters(const Assessment& assessment, const Input& input,
                              std::vector<std::string>& actions) {
  const auto wanted = assessment.counts.critical > 0 ? Severity::Critical : Severity::Warning;
  std::set<std::string_view> mentioned;
  for (const Cluster& cluster : assessment.clusters) {
    if (!cluster.review_requested && cluster.severity == wanted &&
        mentioned.insert(cluster.rule).second && mentioned.size() <= kMaxRulesToMend) {
      actions.push_back(action_for(cluster, findings_elsewhere(assessment, cluster), input));
    }
  }
  if (mentioned.size() > kMaxRulesToMend) {
    actions.push_back(fmt::format("Then the {} findings of {} more rules, as the plan has them.",
                                  findings::name_of(wanted), mentioned.size() - kMaxRulesToMend));
  }
}

}  // namespace

std::vector<ChecklistItem> deployment_checklist(const Assessment& assessment) {
  const std::vector<ItemRule> rules = {
      {"requirements.txt/pyproject.toml present", {"review.6.1"}},
      {"Environment variables documented", {"review.6.3"}},
      {"Health check endpoint implemented", {"review.6.4"}},
      {"Logging configured", {"review.5.7"}},
      {"Secrets externalized", {"review.4.1", "review.4.2"}},
      {"Koyeb-compatible configuration", {"review.6.2", "review.6.5", "review.6.6", "review.6.9"}},
  };
  std::vector<ChecklistItem> items;
  for (const ItemRule& rule : rules) {
    items.push_back(item_for(assessment, rule));
  }
  return items;
}

std::vector<ChecklistItem> audit_checklist(const Assessment& assessment) {
  return {
      item_for_area(assessment, "Linting & typing verified", Section::AreaLinting),
      item_for_area(assessment, "Deployment audited & tested", Section::AreaDeployment),
      item_for_area(assessment, "Docs accessible and complete", Section::AreaDocs),
      item_for_area(assessment, "Test suite confirmed working", Section::AreaTesting),
      item_for(assessment, {"Secrets secured (not in git)", {"audit.5.1", "audit.5.2"}}),
      item_for_area(assessment, "CI/CD recommendation issued", Section::AreaCi),
      item_for_area(assessment, "Logging reviewed", Section::AreaObservability),
      {"Audit report delivered", Status::Passed, ""},
      {"Critical issues flagged", Status::Passed, ""},
      {"Implementation plan provided", Status::Passed, ""},
  };
}

std::vector<std::string> next_actions(const Assessment& assessment, const Input& input) {
  std::vector<std::string> actions;
  add_actions_for_clusters(assessment, input, actions);
  if (const std::uint32_t number = assessment.counts.review_requested; number > 0) {
    actions.push_back(fmt::format(
        "Decide on the critical findings that need review ({}): confirm each, or suppress "
        "it with a reason. Deadline: before the next deployment.",
        number));
  }
  if (assessment.counts.total() >= kManyFindings) {
    actions.push_back(
        "Keep new findings out while these are mended: write them down once with `fastidious audit "
        "--write-baseline baseline.json`, and let CI run `fastidious audit --baseline "
        "baseline.json --fail-on warning`.");
  }
  if (const std::size_t open = open_criteria(assessment); open > 0) {
    actions.push_back(fmt::format(
        "Check by hand, where they matter to you, the {} criteria under Not Evaluated.", open));
  }
  return actions;
}

std::vector<std::string> questions(const Assessment& assessment, const Input& input) {
  std::vector<std::string> asked;
  for (const Cluster& cluster : assessment.clusters) {
    if (cluster.review_requested) {
      const findings::Finding& first = input.findings[cluster.findings.front()];
      asked.push_back(fmt::format("{} {} ({}): {}. Is this intended?", cluster.rule,
                                  rule_name(input, cluster.rule), extent(cluster),
                                  without_full_stop(first.message)));
    }
  }
  for (const SkippedFile& file : input.coverage->files_skipped) {
    asked.push_back(fmt::format("`{}` could not be analysed ({}): does it matter to production?",
                                file.path, file.reason));
  }
  if (asked.size() > kMaxQuestions) {
    const std::size_t rest = asked.size() - kMaxQuestions;
    asked.resize(kMaxQuestions);
    asked.push_back(
        fmt::format("{} more questions of these kinds; the JSON report has all findings.", rest));
  }
  return asked;
}

}  // namespace fastidious::assess
