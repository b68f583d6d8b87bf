#pragma once
// What the findings mean: which criteria of the two specifications are met, which are not, and
// which nobody evaluated; and the questions that only a person can answer.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assess/clusters.h"
#include "assess/coverage.h"
#include "assess/criteria.h"
#include "findings/finding.h"
#include "rules/rule.h"

namespace fastidious::assess {

struct Input {
  std::span<const rules::Rule* const> rules;     // all that are built, by code
  std::span<const findings::Finding> findings;   // reported ones, sorted by path and position
  std::span<const findings::Finding> baselined;  // known to the baseline; they fail criteria too
  PathOf path_of;                                // of every valid FileId
  const Coverage* coverage = nullptr;            // its rules_off did not run, all other rules did
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
  std::string reason;  // failed: by which rules, how often; not evaluated: why
  Counts counts;
  std::vector<std::string_view> evaluated_by;  // rules that looked, by code
  std::vector<std::string_view> failed_by;     // those of them that found something
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

struct Assessment {
  std::vector<CriterionResult> criteria;            // in the order of all_criteria()
  std::array<AreaResult, 7> areas;                  // their pointers go into `criteria`
  std::vector<Cluster> clusters;                    // of the findings
  std::vector<ChecklistItem> deployment_checklist;  // specification 1
  std::vector<ChecklistItem> audit_checklist;       // specification 2
  std::vector<std::string> next_actions;
  std::vector<std::string> questions;
  Counts counts;

  Assessment() = default;
  Assessment(Assessment&&) = default;
  Assessment& operator=(Assessment&&) = default;
  Assessment(const Assessment&) = delete;  // the areas point into the criteria
};

Assessment assess(const Input& input);

// The criteria that findings of this rule fail: those that name it, and for a specification of
// which none does the one for its family. Never empty for a code of a known family.
std::vector<const Criterion*> criteria_for(std::string_view rule);

}  // namespace fastidious::assess
