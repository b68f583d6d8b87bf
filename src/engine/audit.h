#pragma once
// One audit: from a tree of files to findings. A page of phases, each a function of its own.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/coverage.h"
#include "base/identifier.h"
#include "evidence/evidence.h"
#include "findings/baseline.h"
#include "findings/finding.h"
#include "findings/suppression.h"
#include "knowledge/flow_facts.h"
#include "project/source_file.h"
#include "repo/discover.h"
#include "repo/git.h"
#include "repo/history.h"
#include "repo/roles.h"
#include "rules/driver.h"
#include "semantic/model.h"
#include "text/file_system.h"

namespace fastidious::project {
class Advisories;  // project/advisories.h
}

namespace fastidious::engine {

struct AuditOptions {
  rules::DriverOptions rules;
  repo::DiscoveryOptions discovery;
  repo::RoleOverrides roles;
  // `review`: only findings that this change caused; not set: all of them.
  std::optional<repo::ChangeSet> change;
  std::vector<std::string> guards;         // dependencies that the user says refuse strangers
  std::vector<std::string> public_routes;  // endpoints that the user says are open to everybody
  std::vector<knowledge::FlowFact> flow_facts;  // what the user says about functions, for flow/
  std::vector<evidence::GivenFile> evidence;    // what other tools have written
  std::optional<int> target_python;  // the oldest minor of Python 3 that the code has to run on
  const findings::Baseline* baseline = nullptr;  // may be null
  // What the user knows to be wrong with versions of packages; null: SEC098 is not evaluated.
  const project::Advisories* advisories = nullptr;
  // Decides which suppressions have expired.
  findings::Date today{std::chrono::year(2026), std::chrono::month(1), std::chrono::day(1)};
  // The git repository whose history is read; not set: it is not. Its `version` is of no matter.
  std::optional<repo::HistoryQuery> history;
  std::size_t threads = 0;  // 0: as many as the machine has
};

// A finding that a comment silenced, with the comment's reason.
struct SilencedFinding {
  findings::Finding finding;
  std::string reason;
};

// Wall time of one phase of the pipeline.
struct PhaseTime {
  std::string_view phase;
  std::uint64_t nanoseconds = 0;
  bool is_part = false;  // of the phase before it, whose time holds it
};

// All that one audit found out. Findings are sorted by path, offset, code and message; their
// fingerprints are set.
struct AuditResult {
  std::unique_ptr<IdentifierTable> names;        // of the trees
  std::unique_ptr<const semantic::Model> model;  // owns the Python files, sorted by path
  // Files that were found and not analysed: path and id only. Their ids follow the Python files'.
  std::vector<project::TextFile> not_analysed;
  // Files that are not Python: manifests and such with findings. Their ids follow those of files
  // not analysed.
  std::vector<project::TextFile> texts;
  repo::Inventory inventory;
  std::vector<findings::Finding> findings;
  std::vector<findings::Finding> baselined;  // known to the baseline, not reported
  std::vector<SilencedFinding> silenced;
  std::vector<rules::FindingsLeftOut> left_out;  // beyond limits::kMaxFindingsPerRule
  std::vector<rules::InternalError> internal_errors;
  evidence::Evidence evidence;  // what other tools have said, as far as a rule asks for it
  assess::Coverage coverage;
  std::vector<PhaseTime> phase_times;
  std::vector<rules::RuleTime> rule_times;  // slowest first; empty unless asked for

  std::size_t file_count() const {
    return model->files().size() + not_analysed.size() + texts.size();
  }
  const project::TextFile& file(findings::FileId id) const;
  // "." for a finding about the repository as a whole.
  std::string_view path_of(findings::FileId id) const {
    return id ? std::string_view(file(id).path) : ".";
  }
};

// Audits what `files` holds. The result is the same for any number of threads. Never throws but for
// want of memory.
AuditResult audit(const AuditOptions& options, const FileSystem& files);

}  // namespace fastidious::engine
