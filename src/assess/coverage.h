#pragma once
// What a run looked at, and what it did not: the figures each report ends with. The engine fills it
// in.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assess/facts.h"

namespace fastidious::assess {

struct SkippedFile {
  std::string path;
  std::string reason;          // "not UTF-8", "larger than 16 MB", "does not parse: …"
  bool is_application = true;  // production code: criteria that its code could fail are not passed
};

struct SkippedRule {
  std::string_view code;
  std::string reason;           // "switched off in pyproject.toml", "--select", "internal error: …"
  bool lacks_evidence = false;  // it is on, and needs what another tool has to say
};

// A rule has more to say about one file than the limits::kMaxFindingsPerRule findings that are
// listed.
struct FindingsLeftOut {
  std::string path;
  std::string_view rule;
};

// A function of which the flow of data was not followed to its end: it reached a bound of
// flow/flow.h.
struct FunctionCut {
  std::string path;
  std::string function;
};

struct DataFlow {
  std::uint32_t functions = 0;   // that were gone through
  std::vector<FunctionCut> cut;  // of these, by path, then in the order of the text
};

struct Coverage {
  std::uint32_t files = 0;  // of any kind
  std::uint32_t python_files = 0;
  std::uint64_t python_lines = 0;
  std::uint64_t bytes = 0;
  // Of a review: the Python files in which something changed, and no others were looked at.
  std::optional<std::uint32_t> files_reviewed;
  bool looks_at_application = true;  // false: no code that runs in production is in the review
  // Of a review: whole files were named, or are new; and how many there are, of any kind.
  bool reviews_whole_files = false;
  std::uint32_t files_in_review = 0;
  std::uint32_t functions = 0;                     // in the Python files of this run
  std::uint32_t functions_seen = 0;                // of these, in files that rules were shown
  std::uint32_t functions_checked = 0;             // of these, looked at for type hints
  std::set<std::string_view> functions_elsewhere;  // where the others are: "tests", "migrations"
  // Of application code that was shown to the rules.
  std::uint32_t functions_documented = 0;      // they have a docstring
  std::uint32_t docstrings_with_sections = 0;  // about parameters, results or exceptions
  std::uint32_t complex_functions = 0;         // of which DOC014 asks a comment
  std::uint32_t files_scanned_for_secrets = 0;
  // Not set: nothing in this version counts them, or there was nothing to count in (no git).
  std::optional<std::uint32_t> commits_read;
  bool has_shallow_history = false;  // the clone has not all commits
  std::string_view without_history;  // why there is no number: "no history was found"
  std::optional<std::uint32_t> routes_resolved;
  std::optional<std::uint32_t> boundaries_found;
  std::optional<DataFlow> data_flow;  // not set if no rule asked for it
  std::uint32_t rules_run = 0;
  std::vector<SkippedRule> rules_off;              // by code
  std::vector<SkippedFile> files_skipped;          // by path
  std::vector<FindingsLeftOut> findings_left_out;  // by path, then rule
  std::uint32_t suppressed = 0;                    // findings silenced by a comment
  std::uint32_t baselined = 0;                     // findings that the baseline holds
  Facts facts;                                     // what statements about the whole rest on

  // Of a review: whether there are files that it did not look at, or not at all of.
  bool is_partial() const {
    return files_reviewed && !(reviews_whole_files && files_in_review == files);
  }
  std::uint32_t python_files_seen() const { return files_reviewed.value_or(python_files); }
};

}  // namespace fastidious::assess
