#pragma once
// Where the findings of one file, or of one rule over the whole repository, are collected.

#include <string>
#include <string_view>
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

class FindingSink {
 public:
  explicit FindingSink(const FindingFilter* filter = nullptr) : filter_(filter) {}

  // A finding to be filled in before take(); a draft of nothing if nobody wants it.
  Draft add(const ActiveRule& rule, findings::FileId file, Span where);
  void add(InternalError error) { errors_.push_back(std::move(error)); }

  // All findings, moved out.
  std::vector<findings::Finding> take() { return std::move(findings_); }
  std::vector<InternalError> take_errors() { return std::move(errors_); }
  std::size_t size() const { return findings_.size(); }

 private:
  const FindingFilter* filter_;
  std::vector<findings::Finding> findings_;
  std::vector<InternalError> errors_;
};

}  // namespace fastidious::rules
