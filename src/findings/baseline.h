#pragma once
// The findings that a team has agreed to live with for now, in a file beside the code: they are not
// reported again, new ones are. Schema "fastidious-baseline-1"; sorted, so that it diffs well. It
// holds neither messages nor code, hence no secret.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "findings/finding.h"

namespace fastidious::findings {

struct BaselineEntry {
  std::string rule;
  std::uint64_t fingerprint = 0;
  std::uint32_t count = 1;  // findings of this fingerprint
  std::string file;         // where the first of them was; for readers only, matching ignores it
};

using PathOf = std::function<std::string_view(FileId)>;

struct BaselineMatch {
  std::vector<bool> known;           // for each finding: whether the baseline holds it
  std::vector<BaselineEntry> stale;  // what did not come up any more, with how often it did not
};

class Baseline {
 public:
  // A baseline that holds exactly `findings`; their fingerprints must be set.
  static Baseline of(std::span<const Finding> findings, const PathOf& path_of);
  // Reads what to_json() wrote. On bad input `error` says what is wrong and the baseline is empty.
  static Baseline read(std::string_view json, std::string& error);

  std::string to_json() const;
  const std::vector<BaselineEntry>& entries() const { return entries_; }

  // Entries of rules that did not run are not stale. In a run over a part of the files nothing is:
  // leave `stale` unread there.
  BaselineMatch match(std::span<const Finding> findings,
                      const std::function<bool(std::string_view rule)>& was_evaluated) const;

 private:
  std::vector<BaselineEntry> entries_;  // by rule, then fingerprint
};

// The AUD003 finding for a stale entry, but for the rule's own words and severity; it belongs to no
// file of the repository.
Finding stale_finding(const BaselineEntry& entry);

}  // namespace fastidious::findings
