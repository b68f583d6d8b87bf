// The audit: specification 2's "OUTPUT FORMAT" and "CHECKLIST".

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>

#include "report/answers.h"
#include "report/issues.h"
#include "report/markdown.h"
#include "report/measures.h"
#include "report/remedies.h"
#include "report/repetition.h"
#include "report/topic.h"
#include "report/wording.h"
#include "text/paths.h"

namespace fastidious::report {
namespace {

using assess::AreaResult;
using assess::Cluster;
using findings::Finding;
using findings::Severity;

constexpr std::size_t kNotedRules = 3;  // of an area in the summary table
constexpr std::size_t kPhaseItems = 25;
constexpr std::size_t kModulesShown = 6;
constexpr std::size_t kPlacesShown = 6;  // of a recommendation

using Told = std::set<const Cluster*>;  // looked up only

class AuditWriter {
 public:
  explicit AuditWriter(const Report& report) : report_(report), redactor_(report) {}
  std::string write();

 private:
  void write_summary();
  std::string notes_on(const AreaResult& area, Told& told) const;
  std::vector<std::string_view> rules_of_several_areas() const;
  bool is_in_lead(std::string_view rule) const;
  std::string recommended_by(std::string_view rule) const;
  std::string open_criteria(const AreaResult& area) const;
  std::vector<const Cluster*> clusters_in(const AreaResult& area) const;
  void write_critical();
  void write_pointer_to_reviews();
  void write_issue(const Topic& topic);
  void write_entries(const Topic& topic, const std::vector<markdown::Entry>& entries, bool are_all);
  std::string cause_of(const Topic& topic) const;
  std::string issue_before(const Advice& advice, const Topic& topic) const;
  bool stands_beside(std::span<const Cluster* const> shown, std::size_t index) const;
  std::string modules_of(const Topic& topic) const;
  std::string first_advice_on(const Cluster& cluster) const;
  std::string places_in(const Topic& topic) const;
  void write_recommendations();
  void write_each(const Topic& topic);
  void write_pipeline(std::size_t number);
  void write_phase(int phase, std::string_view title);
  void write_next_actions();

  template <class... Args>
  void line(fmt::format_string<Args...> pattern, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), pattern, std::forward<Args>(args)...);
    out_.push_back('\n');
  }

  const Report& report_;
  Redactor redactor_;
  std::string out_;
};

std::string AuditWriter::open_criteria(const AreaResult& area) const {
  std::vector<std::string_view> open;
  bool anything_looked = false;
  for (const assess::CriterionResult* result : area.criteria) {
    anything_looked |= !result->evaluated_by.empty();
    if (result->status == assess::Status::NotEvaluated) {
      open.push_back(result->criterion->text);
    }
  }
  if (!anything_looked) {
    return "No rule evaluates this area yet.";
  }
  return open.empty() ? std::string() : fmt::format("Not evaluated: {}.", fmt::join(open, "; "));
}

// The area's clusters, the most urgent first.
std::vector<const Cluster*> AuditWriter::clusters_in(const AreaResult& area) const {
  std::vector<const Cluster*> clusters;
  for (const Cluster& cluster : report_.assessment->clusters) {
    const auto fails = [&cluster](const assess::CriterionResult* result) {
      return std::count(result->failed_by.begin(), result->failed_by.end(), cluster.rule) > 0;
    };
    if (std::any_of(area.criteria.begin(), area.criteria.end(), fails)) {
      clusters.push_back(&cluster);
    }
  }
  return clusters;
}

// Whether the lines above the summary say how its first finding is mended.
bool AuditWriter::is_in_lead(std::string_view rule) const {
  const std::vector<FirstStep> steps = do_first(report_, redactor_);
  return std::any_of(steps.begin(), steps.end(),
                     [rule](const FirstStep& step) { return step.rule == rule; });
}

bool is_about_pipeline(std::string_view rule) { return rule == "CIC001" || rule == "CIC002"; }

// "recommendation 12", where what is told in short stands as a whole.
std::string AuditWriter::recommended_by(std::string_view wanted) const {
  const bool is_pipeline = is_about_pipeline(wanted);
  if (is_pipeline && !report_.assessment->pipeline) return {};
  std::size_t number = 0;
  bool is_pipeline_told = !report_.assessment->pipeline;
  const auto all = [](const Cluster&) { return true; };
  for (const Topic& topic : topics_of(*report_.assessment, all, true)) {
    const std::string_view rule = topic.front()->rule;
    if (!is_about_pipeline(rule) || !is_pipeline_told) ++number;
    is_pipeline_told |= is_about_pipeline(rule);
    if (is_pipeline ? is_about_pipeline(rule) : rule == wanted) {
      return fmt::format("recommendation {}", number);
    }
  }
  return {};
}

// "12 critical, 3 warnings: 12 × SEC020 …, 3 × COD009 …. Fix first: …. Not evaluated: …"
std::string AuditWriter::notes_on(const AreaResult& area, Told& told) const {
  std::vector<std::pair<std::string_view, std::size_t>> rules;  // with the number of findings
  std::size_t reported = 0;
  const std::vector<const Cluster*> clusters = clusters_in(area);
  for (const Cluster* cluster : clusters) {
    auto it = std::find_if(rules.begin(), rules.end(),
                           [cluster](const auto& entry) { return entry.first == cluster->rule; });
    it = it == rules.end() ? rules.insert(it, {cluster->rule, 0}) : it;
    it->second += cluster->findings.size();
    reported += cluster->findings.size();
  }
  std::string notes = area.counts.total() > 0 ? counts_text(area.counts) : std::string();
  for (std::size_t i = 0; i < std::min(rules.size(), kNotedRules); ++i) {
    fmt::format_to(std::back_inserter(notes), "{}{} × {}", i == 0 ? ": " : ", ", rules[i].second,
                   markdown::title_of(report_, rules[i].first));
  }
  if (rules.size() > kNotedRules) {
    notes += " and " + counted(rules.size() - kNotedRules, "more rule");
  }
  if (reported < area.counts.total()) {
    fmt::format_to(std::back_inserter(notes), " ({} in the baseline)",
                   area.counts.total() - reported);
  }
  notes.append(notes.empty() ? "" : ".");
  const auto first = std::find_if(clusters.begin(), clusters.end(),
                                  [](const Cluster* one) { return !one->is_told_elsewhere(); });
  if (first != clusters.end()) {
    const bool is_told = !told.insert(*first).second || is_in_lead((*first)->rule);
    std::string where = (*first)->review_requested ? std::string() : recommended_by((*first)->rule);
    if (!where.empty()) where = fmt::format(" ({})", where);
    fmt::format_to(
        std::back_inserter(notes), " {} first: {} at {}{}",
        (*first)->review_requested ? "Decide" : "Fix", (*first)->rule,
        places_of(report_, **first, 1, true, false),
        is_told ? std::string(", as above.") : where + in_few_words(first_advice_on(**first)));
  }
  const std::string open = open_criteria(area);
  notes.append(notes.empty() || open.empty() ? "" : " ").append(open);
  return notes.empty() ? fmt::format("All {} criteria are met.", area.criteria.size())
                       : markdown::as_cell(std::move(notes));
}

// What the reader who adds up the areas' counts would count twice.
std::vector<std::string_view> AuditWriter::rules_of_several_areas() const {
  std::map<std::string_view, std::size_t> areas;
  for (const AreaResult& area : report_.assessment->areas) {
    std::set<std::string_view> rules;
    for (const Cluster* cluster : clusters_in(area)) rules.insert(cluster->rule);
    for (const std::string_view rule : rules) ++areas[rule];
  }
  std::vector<std::string_view> shared;
  for (const auto& [rule, count] : areas) {
    if (count > 1) shared.push_back(rule);
  }
  return shared;
}

void AuditWriter::write_summary() {
  line("## Audit Summary\n| Area | Status | Notes / Fixes |\n|:--|:--|:--|");
  Told told;
  for (const AreaResult& area : report_.assessment->areas) {
    line("| {} | {} | {} |", assess::name_of(area.section), markdown::mark_of(area.status),
         notes_on(area, told));
  }
  const std::vector<std::string_view> shared = rules_of_several_areas();
  if (!shared.empty()) {
    line("\nOf more than one area, and counted in each: {}.", fmt::join(shared, ", "));
  }
}

// " 12 of 40 have one cause: `app/db.py:4:1`.", if so many have.
std::string AuditWriter::cause_of(const Topic& topic) const {
  for (const assess::RootCause& cause : report_.assessment->causes) {
    const Cluster& first = *topic.front();
    if (cause.rule == first.rule && cause.severity == first.severity) {
      return fmt::format(" {} of these {} lead back to {}.", cause.findings, findings_in(topic),
                         place_code(place_of(report_, cause.file, cause.span)));
    }
  }
  return {};
}

// One issue for each risk: what is said of one place need not hold of another.
void AuditWriter::write_issue(const Topic& topic) {
  const auto issues = markdown::by_risk(markdown::entries_of(report_, redactor_, topic));
  for (const auto& entries : issues) write_entries(topic, entries, issues.size() == 1);
}

// One line for one thing that is said; for several, what they share and a line for each.
void AuditWriter::write_entries(const Topic& topic, const std::vector<markdown::Entry>& entries,
                                bool are_all) {
  const Cluster& first = *topic.front();
  const std::string_view kind = risk_title(rule_of(report_, first.rule).risk_kind);
  // What else finds a part of them is said where all of them are.
  const std::string title =
      are_all ? markdown::title_of(report_, first) : markdown::title_of(report_, first.rule);
  if (entries.size() == 1 && entries.front().further_locations.empty()) {
    const markdown::Entry& only = entries.front();
    line("- **{}** ({}): {} {}: {}", title, only.location,
         markdown_line(sentence(only.said.message + markdown::others_of(only))), kind,
         markdown_line(only.said.risk));
    return;
  }
  std::size_t findings = 0;
  for (const markdown::Entry& entry : entries) findings += entry.findings;
  line("- **{}** ({}{}). {}: {}", title, counted(findings, "finding"),
       are_all ? " in " + where_of(topic, report_.findings) : std::string(), kind,
       markdown_line(entries.front().said.risk));
  for (const markdown::Entry& entry : entries) {
    const std::string issue = markdown_line(entry.said.message + markdown::others_of(entry));
    if (entry.further_locations.empty()) {
      line("  - {}: {}", entry.location, issue);
      continue;
    }
    line("  - {}:\n    - {}\n    - {}", issue, entry.location,
         fmt::join(entry.further_locations, "\n    - "));
  }
}

void AuditWriter::write_critical() {
  line("\n## Critical Issues");
  const auto topics = topics_of(*report_.assessment, [](const Cluster& cluster) {
    return cluster.severity == Severity::Critical;
  });
  PolicyOnAnnotations policy;
  for (const Topic& topic : topics) {
    const std::string why = policy.before(*topic.front());
    if (!why.empty()) {
      write_pointer_to_reviews();
      line("\n{}\n", why);
    }
    write_issue(topic);
  }
  if (topics.empty()) {
    line("- None.");
  }
  if (!policy.is_told()) write_pointer_to_reviews();
}

void AuditWriter::write_pointer_to_reviews() {
  if (const std::size_t number = assess::reviews_to_decide(*report_.assessment); number > 0) {
    line("- {} for review: see \"Critical, Review Requested\" below.",
         counted(number, "more critical finding"));
  }
}

// One sentence about the first finding.
std::string AuditWriter::first_advice_on(const Cluster& cluster) const {
  const Said said = said_by(report_, redactor_, report_.findings[cluster.findings.front()]);
  std::string advice = sentence(first_sentence(said.fix));
  if (advice.ends_with(':')) advice.back() = '.';
  return advice;
}

// Specification 2 wants a recommendation about CI/CD in any case, with its justification.
void AuditWriter::write_pipeline(std::size_t number) {
  const assess::PipelineAdvice& advice = *report_.assessment->pipeline;
  const auto listed = [](const std::vector<std::string>& items) {
    return markdown_line(fmt::format("{}", fmt::join(items, "; ")));
  };
  const auto& clusters = report_.assessment->clusters;
  const auto told = std::find_if(clusters.begin(), clusters.end(),
                                 [](const Cluster& one) { return is_about_pipeline(one.rule); });
  line("{}. **CI/CD: {}{}** ({}): {}Because {}.", number, advice.verdict,
       told == clusters.end() ? "" : ", " + markdown::title_of(report_, told->rule),
       advice.steps.empty() ? std::string_view("nothing to do") : assess::name_of(advice.effort),
       advice.steps.empty() ? "" : sentence(listed(advice.steps)) + " ", listed(advice.because));
}

// "at `app/db.py:3:1`, `app/api.py:9:2`"; of many where they are, and the first. The lines of what
// is critical stand further up.
std::string AuditWriter::places_in(const Topic& topic) const {
  const bool is_told = topic.back()->severity == Severity::Critical;
  const std::size_t number = findings_in(topic);
  if (is_told) return "in " + where_of(topic, report_.findings);
  if (number > kPlacesShown) {
    return fmt::format("in {}, first {}", where_of(topic, report_.findings),
                       places_of(report_, *topic.front(), 1, true, false));
  }
  return "at " + all_places_of(report_, topic);
}

// What each operation answers, which has to be known before anything can be mended.
void AuditWriter::write_each(const Topic& topic) {
  std::vector<markdown::Entry> entries = markdown::entries_of(report_, redactor_, topic);
  bring_answers_together(entries);
  const markdown::Entry* told = nullptr;
  for (const markdown::Entry& one : entries) {
    const std::string message = behind_same_answer(told, one);
    told = &one;
    line("   - {}: {}", one.location, markdown_line(message + markdown::others_of(one)));
  }
}

// " `get_db` has no docstring (the first of 28)."
std::string AuditWriter::issue_before(const Advice& advice, const Topic& topic) const {
  const std::string issues = issues_of(report_, redactor_, topic, advice.is_for_all);
  return issues.empty() ? issues : " " + markdown_line(issues);
}

void AuditWriter::write_recommendations() {
  line("\n## Recommendations");
  const auto topics = topics_of(*report_.assessment, [](const Cluster&) { return true; }, true);
  std::size_t number = 0;
  bool about_pipeline = !report_.assessment->pipeline;
  for (const Topic& topic : topics) {
    const Cluster& first = *topic.front();
    // What these say is part of the recommendation about the pipeline.
    if (is_about_pipeline(first.rule)) {
      if (!about_pipeline) write_pipeline(++number);
      about_pipeline = true;
      continue;
    }
    const Advice advice = advice_on(report_, redactor_, topic);
    const AnswersByStatus lacks = answers_by_status(report_, redactor_, topic);
    const bool lists_each = findings_in(topic) > 1 && lists_answers(report_, topic);
    const std::string issue = !lacks.lines.empty()                ? fmt::format(" {}.", lacks.issue)
                              : advice.tells_issues || lists_each ? ""
                                                                  : issue_before(advice, topic);
    line("{}. **{}** ({} {}, {}):{}{} {}", ++number, markdown::title_of(report_, topic),
         extent_of(topic), places_in(topic), efforts_of(report_, topic), issue, cause_of(topic),
         markdown::item_text(advice.text, fmt::format("{}. ", number).size()));
    if (lists_each) write_each(topic);
    for (const std::string& one : lacks.lines) line("   - {}", one);
    const std::string measured = measured_with(report_, redactor_, topic);
    if (!measured.empty()) line("   - {}", measured);
  }
  if (!about_pipeline) write_pipeline(++number);
  if (number == 0) {
    line("1. Nothing to recommend from what was evaluated.");
  }
}

// Whether some of the first of them stand in folders inside that of the one at `index`.
bool AuditWriter::stands_beside(std::span<const Cluster* const> shown, std::size_t index) const {
  const std::string& folder = shown[index]->module;
  return shown[index]->elsewhere &&
         std::any_of(shown.begin(), shown.end(), [&](const Cluster* other) {
           const auto& first = report_.findings[other->findings.front()];
           return other != shown[index] && is_inside(place_of(report_, first).path, folder);
         });
}

// "`app/db.py:3:1`", or "12 findings: `app/api` (9), `app/core` (2), `app/main.py:4:8`".
std::string AuditWriter::modules_of(const Topic& topic) const {
  if (topic.size() == 1) {
    return markdown::location_of(report_, *topic.front());
  }
  std::string text = fmt::format("{} findings: ", findings_in(topic));
  if (findings_in(topic) <= markdown::kPlacesListed) return text + all_places_of(report_, topic);
  const std::size_t shown = std::min(topic.size(), kModulesShown);
  std::size_t told = 0;
  for (std::size_t i = 0; i < shown; ++i) {
    const Cluster& cluster = *topic[i];
    told += cluster.findings.size();
    text.append(i == 0 ? "" : ", ");
    text.append(
        cluster.findings.size() == 1
            ? places_of(report_, cluster, 1, true)
            : fmt::format("{}{} ({})",
                          stands_beside(std::span(topic).first(shown), i) ? "elsewhere in " : "",
                          code_span(cluster.module), cluster.findings.size()));
  }
  if (shown < topic.size()) {
    fmt::format_to(std::back_inserter(text), " and {} elsewhere", findings_in(topic) - told);
  }
  return text;
}

void AuditWriter::write_phase(int phase, std::string_view title) {
  line("\n### {}", title);
  auto topics = topics_of(*report_.assessment, [](const Cluster&) { return true; });
  const auto effort_of = [&](const Topic& topic) {
    return assess::effort_of(topic, report_.findings);
  };
  std::erase_if(topics, [&](const Topic& topic) {
    const bool begins = phase == 1 && assess::is_begun_at_once(*topic.front(), effort_of(topic));
    return assess::phase_of(*topic.front(), effort_of(topic)) != phase && !begins;
  });
  if (const std::string why = why_not_first(report_, phase, topics); !why.empty()) {
    line("{}\n", why);
  }
  std::size_t findings_left = 0;
  std::vector<std::string_view> rules_left;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    const Cluster& first = *topics[i].front();
    const assess::Effort effort = effort_of(topics[i]);
    const int ends = assess::phase_of(first, effort);
    if (i >= kPhaseItems && ends == phase) {
      findings_left += findings_in(topics[i]);
      if (std::count(rules_left.begin(), rules_left.end(), first.rule) == 0) {
        rules_left.push_back(first.rule);
      }
      continue;
    }
    const std::string what =
        ends == phase ? modules_of(topics[i]) : fmt::format("begin at once; phase {} has it", ends);
    line("- {} ({}, {}): {}", markdown::title_of(report_, topics[i]),
         findings::name_of(first.severity), assess::name_of(effort), what);
  }
  const std::size_t reviews = assess::reviews_to_decide(*report_.assessment);
  if (phase == 1 && reviews > 0) {
    line("- {} for review, as {} answered: see \"Critical, Review Requested\"",
         counted(reviews, "critical finding"),
         reviews == 1 ? "its question is" : "their questions are");
  } else if (topics.empty()) {
    line("- Nothing.");
  }
  if (!rules_left.empty()) {
    line("- {} of {} (see Recommendations): {}.", counted(findings_left, "more finding"),
         counted(rules_left.size(), "rule"), fmt::join(rules_left, ", "));
  }
}

void AuditWriter::write_next_actions() {
  line("\n## Next Actions");
  const auto& actions = report_.assessment->next_actions;
  const auto has_owner = [](const assess::NextAction& one) { return !one.owner.empty(); };
  if (report_.assessment->owners_unknown) {
    line(
        "No owner is named: there is no CODEOWNERS file, and git's history, as far as it is here, "
        "does not say who changed what.\n");
  } else if (std::any_of(actions.begin(), actions.end(), has_owner) &&
             !std::all_of(actions.begin(), actions.end(), has_owner)) {
    line("Where no owner is named, none could be derived: the team decides.\n");
  }
  std::size_t number = 0;
  for (const assess::NextAction& action : actions) {
    std::string place;
    if (action.finding) {
      place = (action.has_more ? ", first " : " at ") +
              place_code(place_of(report_, report_.findings[*action.finding]));
    }
    line("{}. {}{}. {}", ++number, markdown_line(action.text_beside_recommendations()), place,
         markdown_line(owner_and_day(action)));
  }
  if (number == 0) {
    line("1. Nothing to do.");
  }
}

std::string AuditWriter::write() {
  markdown::append_lead(out_, report_, redactor_,
                        [this](std::string_view rule) { return recommended_by(rule); });
  write_summary();
  write_critical();
  write_recommendations();
  line("\n## Implementation Plan");
  write_phase(1, "Phase 1: Critical Fixes (< 1 day)");
  write_phase(2, "Phase 2: Infrastructure (1-3 days)");
  write_phase(3, "Phase 3: Enhancements (> 3 days)");
  write_next_actions();
  line("\n## Checklist");
  markdown::append_checklist(out_, report_.assessment->audit_checklist);
  line("\n## Passed Checks");
  markdown::append_passed(out_, report_, "audit");
  markdown::append_closing_sections(out_, report_, redactor_, "##", "audit");
  return std::move(out_);
}

}  // namespace

std::string write_audit(const Report& report) { return AuditWriter(report).write(); }

}  // namespace fastidious::report
