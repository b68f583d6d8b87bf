#include "rules/finding_sink.h"

#include <algorithm>

#include "base/limits.h"

namespace fastidious::rules {

std::uint32_t& FindingSink::count_of(const ActiveRule& rule, findings::FileId file) {
  if (counts_.empty()) {
    first_file_ = file;
  }
  if (file != first_file_) {
    return others_[std::uint64_t{file.value} << 32 | rule.index];
  }
  if (rule.index >= counts_.size()) {
    counts_.resize(rule.index + 64);
  }
  return counts_[rule.index];
}

bool FindingSink::is_full(const ActiveRule& rule, findings::FileId file) {
  std::uint32_t& count = count_of(rule, file);
  if (count < limits::kMaxFindingsPerRule) {
    ++count;
    return false;
  }
  if (count == limits::kMaxFindingsPerRule) {
    ++count;
    left_out_.push_back({rule.rule->code, file});
  }
  return true;
}

bool FindingSink::has_enough_of(const ActiveRule& rule) const {
  return std::any_of(left_out_.begin(), left_out_.end(),
                     [&](const FindingsLeftOut& one) { return one.rule == rule.rule->code; });
}

Draft FindingSink::add(const ActiveRule& active, findings::FileId file, Span where) {
  const Rule& rule = *active.rule;
  if (filter_ != nullptr && !filter_->wants(rule, file, where)) {
    return {};
  }
  if (is_full(active, file)) {
    return {};
  }
  findings::Finding& finding = findings_.emplace_back();
  finding.rule = rule.code;
  finding.severity = active.severity();
  finding.confidence = rule.confidence;
  finding.file = file;
  finding.span = where;
  finding.fix_class = rule.fix;
  return Draft(findings_);
}

}  // namespace fastidious::rules
