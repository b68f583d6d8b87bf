#pragma once
// Findings that are one piece of work: the same rule in the same module. 130 leaked messages of one
// kind are one item of a plan, not 130.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assess/same_cause.h"
#include "findings/finding.h"
#include "rules/rule.h"

namespace fastidious::assess {

// Quick Win: less than an hour; Medium: half a day to two days; Large: more.
enum class Effort : std::uint8_t { QuickWin, Medium, Large };
std::string_view name_of(Effort effort);  // "Quick Win", "Medium", "Large"

// The work in which another rule's findings tell of the same flaws.
struct TellingWork {
  std::string_view rule;  // empty: nobody else tells of them
  findings::Severity severity = findings::Severity::Suggestion;
  bool review_requested = false;
  auto operator<=>(const TellingWork&) const = default;
};

struct Cluster {
  std::string_view rule;
  findings::Severity severity = findings::Severity::Warning;
  bool review_requested = false;
  findings::RiskKind risk_kind = findings::RiskKind::Maintainability;
  // The file, if all findings are in one; else a directory they are all below; "." is the root.
  std::string module;
  bool is_aside =
      false;  // all of it is Python of tests, scripts or what nothing loads: it serves nobody
  bool elsewhere = false;  // other clusters hold what is in directories of `module` that stand out
  bool is_open_to_strangers = false;  // some of it
  // Indices into the findings, in their order, but first those that are open to strangers.
  std::vector<std::uint32_t> findings;
  std::uint32_t files = 0;
  Effort effort = Effort::Medium;
  TellingWork told_in;  // one cause, mended once
  bool is_told_elsewhere() const { return !told_in.rule.empty(); }
  // Whether the flaws of `other` are told of here.
  bool tells_of(const Cluster& other) const {
    return other.told_in == TellingWork{rule, severity, review_requested};
  }
};

// A place that the traces of several findings of a rule lead through: mended there, all of them
// are.
struct RootCause {
  std::string_view rule;
  findings::Severity severity = findings::Severity::Warning;
  findings::FileId file;
  Span span;
  std::uint32_t findings = 0;
};

using PathOf = std::function<std::string_view(findings::FileId)>;
// Whether the file is Python of a test, a script, an example, or nothing loads it: it serves
// nobody.
using IsAside = std::function<bool(findings::FileId)>;

// Groups `findings` (sorted by path and position): first what is severe, certain, open to anybody
// or keeps the application from starting, about security, in what serves, reached without a login,
// docstrings last, many. A rule has at most
// twice kMaxModulesPerRule clusters of one severity: directories are joined until they are few, but
// for those that hold much of what was found.
inline constexpr std::size_t kMaxModulesPerRule = 8;
std::vector<Cluster> cluster(std::span<const findings::Finding> findings,
                             std::span<const rules::Rule* const> rules, const PathOf& path_of,
                             const LineOf& line_of = {}, const IsAside& is_aside = {});

// In how many files the findings at these indices are.
std::uint32_t count_files(const std::vector<std::uint32_t>& members,
                          std::span<const findings::Finding> findings);

// The rule with this code in a list sorted by code, or null.
const rules::Rule* find_rule(std::span<const rules::Rule* const> rules, std::string_view code);

// What the remedy takes: of some rules it is known at the least, whatever they find (a pipeline
// from nothing, an asynchronous driver, tests). Else Quick Win: edits that do not change behaviour,
// or a few places. Large: guidance for more than five files. Medium: the rest.
Effort effort_of(const Cluster& cluster, std::span<const findings::Finding> findings);
// Of several clusters of one rule together: many quick wins are none, but for edits that a program
// makes.
Effort effort_of(std::span<const Cluster* const> clusters,
                 std::span<const findings::Finding> findings);

// Annotations that are missing, and `Any` in their place, are critical by the specification, and
// nobody is hurt today: they come after what fails when it runs.
bool is_about_annotations(const Cluster& cluster);

// 1: critical quick wins, but for annotations. 3: all that is large, suggestions, and what only
// whoever changes the code notices (maintainability). 2: the rest.
int phase_of(const Cluster& first, Effort effort);

// Doors that stand open are begun with in phase 1, also where the plan has them later.
bool is_begun_at_once(const Cluster& first, Effort effort);

// The clusters that are one piece of work with `first`: of its rule, as severe and as certain.
std::vector<const Cluster*> work_with(const Cluster& first, std::span<const Cluster> clusters);

// The place outside of the findings themselves that most of a rule go through, if three do and a
// tenth of all. By rule.
std::vector<RootCause> root_causes(std::span<const findings::Finding> findings);

}  // namespace fastidious::assess
