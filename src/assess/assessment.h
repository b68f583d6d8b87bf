#pragma once
// What the findings mean: which criteria of the two specifications are met, which are not, and
// which nobody evaluated; and the questions that only a person can answer.

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assess/clusters.h"
#include "assess/coverage.h"
#include "assess/criteria.h"
#include "findings/finding.h"
#include "findings/suppression.h"
#include "rules/rule.h"

namespace fastidious::assess {

struct Input {
  std::span<const rules::Rule* const> rules;     // all that are built, by code
  std::span<const findings::Finding> findings;   // reported ones, sorted by path and position
  std::span<const findings::Finding> baselined;  // known to the baseline; they fail criteria too
  PathOf path_of;                                // of every valid FileId
  LineOf line_of;                                // of a place in such a file; may be null
  IsAside is_aside;                              // of every valid FileId; may be null
  const Coverage* coverage = nullptr;            // its rules_off did not run, all other rules did
  // From when deadlines count.
  findings::Date today{std::chrono::year(2026), std::chrono::month(1), std::chrono::day(1)};
  // Who is to mend a finding; "" if nobody is known. May be null; asked for next actions only.
  std::function<std::string(const findings::Finding&)> owner_of;
};

enum class Status : std::uint8_t { Passed, Failed, NotEvaluated };
std::string_view name_of(Status status);  // "passed", "failed", "not evaluated"

// How many findings of each kind; critical ones that need review are apart.
struct Counts {
  std::uint32_t critical = 0;
  std::uint32_t review_requested = 0;
  std::uint32_t warnings = 0;
  std::uint32_t suggestions = 0;
  std::uint32_t total() const { return critical + review_requested + warnings + suggestions; }
};
Counts count(std::span<const findings::Finding> findings);
void add(Counts& counts, const findings::Finding& finding);

struct CriterionResult {
  const Criterion* criterion = nullptr;
  Status status = Status::NotEvaluated;
  // Failed: by which rules, how often; passed: by which none; not evaluated: why.
  std::string reason;
  std::string_view does_not_apply;  // passed because there is nothing of the kind: why
  std::string subject;              // passed: what they looked at, "65 functions"; may be empty
  Counts counts;
  std::vector<std::string_view> evaluated_by;  // rules that looked, by code
  std::vector<std::string_view> failed_by;     // those that found something
  std::vector<std::string_view> waiting_for;   // deciding rules that are not built, or are off
};

// Of an area of the audit: Failed if a critical finding fails it, Warned if something else does.
enum class AreaStatus : std::uint8_t { Passed, Warned, Failed, NotEvaluated };

struct AreaResult {
  Section section = Section::AreaLinting;
  AreaStatus status = AreaStatus::NotEvaluated;
  Counts counts;
  std::vector<const CriterionResult*> criteria;
};

struct ChecklistItem {
  std::string_view text;  // as the specification words it
  Status status = Status::NotEvaluated;
  std::string reason;  // why it is not ticked
};

// One of the questions of specification 1's "Quality Assurance".
struct QualityAnswer {
  std::string_view question;
  std::string answer;           // in figures; Markdown
  std::string beside_criteria;  // where these stand above with what fails them; empty: as it is
  const std::string& answer_beside_criteria() const {
    return beside_criteria.empty() ? answer : beside_criteria;
  }
};

// Specification 1's "Escalation", by urgency.
enum class QuestionKind : std::uint8_t { Business, Security, Architecture, Context };
std::string_view name_of(QuestionKind kind);  // "business requirement", "security concern", …

struct Choice {
  std::string choose;
  std::string costs;  // what it costs, or what is lost by it
};
struct Question {
  QuestionKind kind = QuestionKind::Security;
  std::string text;  // Markdown, as the choices are
  std::vector<Choice> choices;
  std::optional<std::uint32_t> finding;  // an example: an index into the findings
};

// Whether a pipeline should be introduced or extended.
struct PipelineAdvice {
  std::string verdict;               // "Extend the pipeline"
  std::vector<std::string> because;  // facts, with their places; Markdown
  std::vector<std::string> steps;    // empty: nothing to do
  Effort effort = Effort::Medium;
};

struct NextAction {
  std::string text;                      // Markdown, without a full stop
  std::string beside_recommendations;    // where these say the rest; empty: as it is
  std::string_view rule;                 // that is mended; empty: a step about the whole
  std::optional<std::uint32_t> finding;  // the first to mend: an index into the findings
  bool has_more = false;                 // findings that it mends
  bool answers_questions = false;        // of what is for review
  int phase = 1;                         // in which it is done
  int begins_in = 1;                     // the phase; earlier what takes longer and cannot wait
  std::string owner;  // empty: not known, or not wanted
  findings::Date due{};
  const std::string& text_beside_recommendations() const {
    return beside_recommendations.empty() ? text : beside_recommendations;
  }
};

struct Assessment {
  std::vector<CriterionResult> criteria;            // in the order of all_criteria()
  std::array<AreaResult, 7> areas;                  // their pointers go into `criteria`
  std::vector<Cluster> clusters;                    // of the findings
  std::vector<RootCause> causes;                    // by rule
  std::vector<ChecklistItem> deployment_checklist;  // specification 1
  std::vector<ChecklistItem> audit_checklist;       // specification 2
  std::vector<QualityAnswer> quality;               // specification 1
  std::optional<PipelineAdvice> pipeline;
  std::vector<NextAction> next_actions;
  bool owners_unknown = false;  // somebody was asked for, and nobody found
  std::vector<Question> questions;
  Counts counts;

  Assessment() = default;
  Assessment(Assessment&&) = default;
  Assessment& operator=(Assessment&&) = default;
  Assessment(const Assessment&) = delete;  // the areas point into the criteria
};

Assessment assess(const Input& input);

// Critical findings that a person has to decide about, and that are told of by themselves.
std::size_t reviews_to_decide(const Assessment& assessment);

// The criteria that findings of this rule fail: those that name it, and for a specification of
// which none does the one for its family. Never empty for a code of a known family.
std::vector<const Criterion*> criteria_for(std::string_view rule);

}  // namespace fastidious::assess
