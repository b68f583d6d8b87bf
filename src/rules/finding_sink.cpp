#include "rules/finding_sink.h"

namespace fastidious::rules {

Draft FindingSink::add(const ActiveRule& active, findings::FileId file, Span where) {
  const Rule& rule = *active.rule;
  if (filter_ != nullptr && !filter_->wants(rule, file, where)) {
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
