#include "rules/finding_sink.h"

#include <iterator>

namespace fastidious::rules {

findings::Finding* FindingSink::add(const ActiveRule& active, findings::FileId file, Span where) {
  const Rule& rule = *active.rule;
  if (filter_ != nullptr && !filter_->wants(rule, file, where)) {
    return nullptr;
  }
  findings::Finding& finding = findings_.emplace_back();
  finding.rule = rule.code;
  finding.severity = active.severity();
  finding.confidence = rule.confidence;
  finding.file = file;
  finding.span = where;
  finding.fix_class = rule.fix;
  return &finding;
}

std::vector<findings::Finding> FindingSink::take() {
  std::vector<findings::Finding> taken(std::make_move_iterator(findings_.begin()),
                                       std::make_move_iterator(findings_.end()));
  findings_.clear();
  return taken;
}

}  // namespace fastidious::rules
