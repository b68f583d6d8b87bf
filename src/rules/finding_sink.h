#pragma once
// Where the findings of one file, or of one rule over the whole repository, are collected.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "findings/finding.h"
#include "rules/check.h"
#include "rules/selection.h"

namespace fastidious::rules {

// Says which findings are worth writing down at all; asked before any message is formatted.
class FindingFilter {
 public:
  virtual ~FindingFilter() = default;
  virtual bool wants(const Rule& rule, findings::FileId file, Span where) const = 0;
};

// A rule that threw: a bug of ours, said in the report, that costs that rule on that file only.
struct InternalError {
  std::string_view rule;
  std::string file;  // path, or empty for a rule about the whole repository
  std::string what;
};

// A rule that has more to say about one file than limits::kMaxFindingsPerRule findings.
struct FindingsLeftOut {
  std::string_view rule;
  findings::FileId file;
};

class FindingSink {
 public:
  explicit FindingSink(const FindingFilter* filter = nullptr) : filter_(filter) {}

  // A finding to be filled in before take(); a draft of nothing if nobody wants it or there are too
  // many of this rule in this file.
  Draft add(const ActiveRule& rule, findings::FileId file, Span where);
  void add(InternalError error) { errors_.push_back(std::move(error)); }

  // All findings, moved out.
  std::vector<findings::Finding> take() { return std::move(findings_); }
  std::vector<InternalError> take_errors() { return std::move(errors_); }
  // In no useful order.
  const std::vector<FindingsLeftOut>& left_out() const { return left_out_; }
  // Whether the rule has said enough about the file: then there is no need to call it.
  bool has_enough_of(const ActiveRule& rule) const;
  std::size_t size() const { return findings_.size(); }

 private:
  bool is_full(const ActiveRule& rule, findings::FileId file);
  std::uint32_t& count_of(const ActiveRule& rule, findings::FileId file);

  const FindingFilter* filter_;
  std::vector<findings::Finding> findings_;
  std::vector<InternalError> errors_;
  findings::FileId first_file_;                              // mostly the only one;
  std::vector<std::uint32_t> counts_;                        // of it, by index of the rule
  std::unordered_map<std::uint64_t, std::uint32_t> others_;  // by file, then index of the rule
  std::vector<FindingsLeftOut> left_out_;
};

}  // namespace fastidious::rules
