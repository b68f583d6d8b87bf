#include "assess/next_actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "text/counted.h"

namespace fastidious::assess {
namespace {

using findings::Severity;

constexpr std::size_t kMaxRulesToMend = 5;
constexpr std::uint32_t kManyFindings = 20;  // more than one sitting mends

std::string_view rule_name(const Input& input, std::string_view code) {
  const rules::Rule* rule = find_rule(input.rules, code);
  return rule == nullptr ? code : rule->name;
}

std::size_t findings_mended(const Assessment& assessment, const Cluster& first) {
  std::size_t findings = 0;
  for (const Cluster* cluster : work_with(first, assessment.clusters)) {
    findings += cluster->findings.size();
  }
  return findings;
}

// "SEC020 sql-string-built, also found by SEC021 sql-taint (2 findings, Quick Win)"
std::string work_of(const Assessment& assessment, const Input& input, const Cluster& first,
                    Effort effort) {
  const std::size_t findings = findings_mended(assessment, first);
  std::set<std::string_view> also;
  for (const Cluster& other : assessment.clusters) {
    const bool is_alone = first.findings.size() == 1 && other.findings.size() == 1;
    if (first.tells_of(other) && (is_alone || has_one_cause(first.rule, other.rule))) {
      also.insert(other.rule);
    }
  }
  std::string text = fmt::format("Mend {} {}", first.rule, rule_name(input, first.rule));
  for (const std::string_view code : also) {
    text += fmt::format("{} {} {}", code == *also.begin() ? ", also found by" : " and", code,
                        rule_name(input, code));
  }
  return text + fmt::format(" ({}, {}{})", counted(findings, "finding"), name_of(effort),
                            is_begun_at_once(first, effort) ? ": begin at once" : "");
}

NextAction action_for(const Assessment& assessment, const Input& input, const Cluster& cluster) {
  const Effort effort = effort_of(work_with(cluster, assessment.clusters), input.findings);
  NextAction action;
  action.text = work_of(assessment, input, cluster, effort);
  action.rule = cluster.rule;
  action.finding = cluster.findings.front();
  action.has_more = findings_mended(assessment, cluster) > 1;
  action.phase = phase_of(cluster, effort);
  action.begins_in = is_begun_at_once(cluster, effort) ? 1 : action.phase;
  return action;
}

// What the plan has in a phase besides the rules that are named: a single one is named as well.
void add_rest(const std::vector<NextAction>& rest, findings::Severity severity, int phase,
              std::vector<NextAction>& actions) {
  std::vector<const NextAction*> of_phase;
  for (const NextAction& one : rest) {
    if (one.phase == phase) of_phase.push_back(&one);
  }
  if (of_phase.empty()) return;
  if (of_phase.size() == 1) return actions.push_back(*of_phase.front());
  NextAction joined;
  joined.text =
      fmt::format("Then the {} findings of {}, in phase {} of the plan",
                  findings::name_of(severity), counted(of_phase.size(), "more rule"), phase);
  joined.phase = joined.begins_in = phase;
  actions.push_back(std::move(joined));
}

// One action for each rule, the most urgent first: the critical ones, or where there are none, the
// warnings.
void add_rules_to_mend(const Assessment& assessment, const Input& input,
                       std::vector<NextAction>& actions) {
  const auto wanted = assessment.counts.critical > 0 ? Severity::Critical : Severity::Warning;
  std::set<std::string_view> mentioned;
  std::vector<NextAction> rest;
  for (const Cluster& cluster : assessment.clusters) {
    if (cluster.review_requested || cluster.severity != wanted || cluster.is_told_elsewhere() ||
        !mentioned.insert(cluster.rule).second) {
      continue;
    }
    const bool is_named = mentioned.size() <= kMaxRulesToMend;
    (is_named ? actions : rest).push_back(action_for(assessment, input, cluster));
  }
  for (int phase = 1; phase <= 3; ++phase) add_rest(rest, wanted, phase, actions);
}

NextAction about_the_whole(std::string text, int phase) {
  NextAction action;
  action.text = std::move(text);
  action.phase = action.begins_in = phase;
  return action;
}

// Criteria of the audit that nobody evaluated.
std::size_t open_criteria(const Assessment& assessment) {
  return static_cast<std::size_t>(std::count_if(
      assessment.criteria.begin(), assessment.criteria.end(), [](const CriterionResult& result) {
        return result.status == Status::NotEvaluated && result.criterion->id.starts_with("audit");
      }));
}

}  // namespace

bool are_without_owner(const std::vector<NextAction>& actions) {
  const auto mends = [](const NextAction& one) { return one.finding.has_value(); };
  return std::any_of(actions.begin(), actions.end(), mends) &&
         std::none_of(actions.begin(), actions.end(),
                      [](const NextAction& one) { return !one.owner.empty(); });
}

findings::Date due_by(int phase, findings::Date today) {
  constexpr std::array<int, 3> kDays = {1, 3, 14};
  std::chrono::sys_days day =
      std::chrono::sys_days(today) + std::chrono::days(kDays[static_cast<std::size_t>(phase - 1)]);
  while (std::chrono::weekday(day) == std::chrono::Saturday ||
         std::chrono::weekday(day) == std::chrono::Sunday) {
    day += std::chrono::days(1);
  }
  return day;
}

std::vector<NextAction> next_actions(const Assessment& assessment, const Input& input) {
  std::vector<NextAction> actions;
  add_rules_to_mend(assessment, input, actions);
  if (const std::size_t number = reviews_to_decide(assessment); number > 0) {
    actions.push_back(about_the_whole(
        fmt::format("Answer the questions about the critical findings that need review ({})",
                    number),
        1));
    actions.back().answers_questions = true;
  }
  if (assessment.pipeline && !assessment.pipeline->steps.empty()) {
    const PipelineAdvice& advice = *assessment.pipeline;
    actions.push_back(
        about_the_whole(fmt::format("{}: {}", advice.verdict, fmt::join(advice.steps, "; ")), 2));
    actions.back().beside_recommendations =
        advice.verdict + ", as the recommendation on CI/CD says";
  }
  if (assessment.counts.total() >= kManyFindings) {
    actions.push_back(about_the_whole(
        "Keep new findings out while these are mended: record today's findings once with "
        "`fastidious audit "
        "--write-baseline baseline.json`, commit that file, and let CI run `fastidious audit "
        "--baseline baseline.json --fail-on warning` in a job of its own, which jobs that deploy "
        "wait for (`needs:`). The team decides how the program gets onto the runner: as a pinned "
        "version in the job's image, or as an artefact",
        2));
  }
  if (const std::size_t open = open_criteria(assessment); open > 0) {
    actions.push_back(about_the_whole(
        fmt::format("Look by hand at what was not evaluated ({}), as far as it matters to you",
                    counted(open, "criterion")),
        3));
  }
  std::stable_sort(actions.begin(), actions.end(), [](const NextAction& a, const NextAction& b) {
    return a.begins_in < b.begins_in;
  });
  for (NextAction& action : actions) {
    action.due = due_by(action.phase, input.today);
    if (action.finding && input.owner_of) {
      action.owner = input.owner_of(input.findings[*action.finding]);
    }
  }
  return actions;
}

}  // namespace fastidious::assess
