#pragma once
// From what the rules said to what is reported.

#include <vector>

#include "engine/audit.h"
#include "engine/check_all.h"
#include "rules/driver.h"

namespace fastidious::engine {

// The findings of one file, after its comments had their say.
struct SettledFile {
  std::vector<findings::Finding> found;
  std::vector<findings::Finding*> reported;  // of `found`, in order
  std::vector<findings::Finding> problems;   // of the comments
  std::vector<SilencedFinding> silenced;
};

// What findings go through before they are reported: file by file as the rules are done with them,
// then all together.
class Settling {
 public:
  // Reads the model of `result`.
  Settling(const rules::Driver& driver, const AuditOptions& options, const AuditResult& result);

  // Sets fingerprints, sorts, takes out what a comment silences, and reports comments that nothing
  // needs. Safe to call for several files at once.
  void settle(findings::FileId file, std::vector<findings::Finding> found);

  // Adds a finding for each file that was not analysed, takes out what the baseline knows, reports
  // entries of it that nothing needs, and sorts. Writes into `result`.
  void finish(RulesRun run, AuditResult& result);

 private:
  void add_problems(const project::SourceFile& file, const findings::Suppressions& comments,
                    std::vector<findings::Finding>& problems) const;

  const rules::Driver& driver_;
  const AuditOptions& options_;
  const semantic::Model& model_;
  std::vector<SettledFile> settled_;  // by FileId
};

}  // namespace fastidious::engine
