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

// Sets fingerprints, sorts, takes out what a comment silences, and reports comments that nothing
// needs, for a file that is not Python.
SettledFile settle_text(const rules::Driver& driver, const AuditOptions& options,
                        const project::TextFile& file, std::vector<findings::Finding> found);

// What findings go through before they are reported: file by file as the rules are done with them,
// then all together.
class Settling {
 public:
  // Reads the model of `result`.
  Settling(const rules::Driver& driver, const AuditOptions& options, const AuditResult& result);

  // Sets fingerprints, sorts, takes out what a comment silences, and reports comments that nothing
  // needs. Safe to call for several files at once.
  void settle(findings::FileId file, std::vector<findings::Finding> found);

  // Adds what is about the repository as a whole; fingerprints are set.
  void add(std::vector<findings::Finding> about_repository);
  // Adds what was found in files that are not Python.
  void add(SettledFile settled) { settled_texts_.push_back(std::move(settled)); }

  // Adds a finding for each file that was not analysed, takes out what the baseline knows, reports
  // entries of it that nothing needs, and sorts. Writes into `result`.
  void finish(RulesRun run, AuditResult& result);

 private:
  const rules::Driver& driver_;
  const AuditOptions& options_;
  const semantic::Model& model_;
  std::vector<SettledFile> settled_;        // by FileId
  std::vector<SettledFile> settled_texts_;  // sorted by path
  std::vector<findings::Finding> about_repository_;
};

}  // namespace fastidious::engine
