#pragma once
// All that one audit found out: what the engine gives, and what every report is made from.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "findings/finding.h"
#include "project/source_file.h"
#include "rules/driver.h"
#include "rules/finding_sink.h"

namespace fastidious::assess {

// A check that could not be made. Never to be read as passed.
struct NotEvaluated {
  std::string what;    // a file's path, a rule's code, or a criterion
  std::string reason;  // "line 3: not valid UTF-8, …", "not built yet"
};

// What was looked at, so that silence can be told from absence.
struct Coverage {
  std::size_t python_files = 0;          // parsed, with or without syntax errors
  std::size_t files_with_errors = 0;     // of these, with syntax that CPython rejects
  std::size_t files_not_analysed = 0;    // found and not read: see AUD001
  std::size_t python_lines = 0;
  std::size_t python_bytes = 0;
  std::size_t functions = 0;
  std::size_t classes = 0;
  std::size_t rules = 0;  // active in this run
};

// Wall time of one phase of the pipeline.
struct PhaseTime {
  std::string_view phase;
  std::uint64_t nanoseconds = 0;
};

struct AuditResult {
  // By FileId. A file that was not read has its path and an empty text. The text of findings' excerpts.
  std::vector<std::unique_ptr<const project::SourceFile>> files;
  // Sorted by path, offset and code; risk and fix filled in; fingerprints set.
  std::vector<findings::Finding> findings;
  std::vector<NotEvaluated> not_evaluated;
  std::vector<rules::InternalError> internal_errors;
  Coverage coverage;
  std::vector<PhaseTime> phase_times;
  std::vector<rules::RuleTime> rule_times;  // slowest first; empty unless asked for

  const project::SourceFile& file(findings::FileId id) const { return *files[id.value]; }
};

}  // namespace fastidious::assess
