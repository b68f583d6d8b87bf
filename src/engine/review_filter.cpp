#include "engine/review_filter.h"

#include <algorithm>

#include "rules/rule.h"

namespace fastidious::engine {
namespace {

using syntax::ClassDef;
using syntax::FunctionDef;
using syntax::Node;
using syntax::StmtList;

// The bytes of lines [first, first + count); for removed lines (count 0) the two around the gap.
Span span_of(const repo::LineRange& range, const LineIndex& lines) {
  const std::uint32_t last_line = lines.line_count();
  const std::uint32_t begin = std::clamp<std::uint32_t>(range.first, 1, last_line);
  const std::uint32_t extent = range.count == 0 ? 2 : range.count;
  const std::uint32_t end = std::min(last_line, begin + extent - 1);
  return {lines.start_of(begin), lines.line_span(end).end};
}

Offset begin_with_decorators(const Node& node, const syntax::ExprList& decorators) {
  return decorators.empty() ? node.begin : std::min(node.begin, decorators.front()->begin);
}

// Up to the line on which the body begins, or to the body itself where it is on the same line.
Span signature_of(const Node& node, const syntax::ExprList& decorators, const StmtList& body,
                  const LineIndex& lines) {
  const Offset begin = begin_with_decorators(node, decorators);
  if (body.empty()) return {begin, node.end};
  const Offset body_line = lines.start_of(lines.line_of(body.front()->begin));
  return {begin, body_line > node.begin ? body_line : body.front()->begin};
}

}  // namespace

ReviewFilter::ReviewFilter(const repo::ChangeSet& change, const semantic::Model& model) {
  for (const repo::ChangedFile& file : change.files) {
    if (const semantic::FileModel* known = model.file_at(file.path)) {
      files_.emplace(known->file().id, file_of(file, *known));
    }
  }
}

ReviewFilter::File ReviewFilter::file_of(const repo::ChangedFile& change,
                                         const semantic::FileModel& model) {
  File file;
  file.all = change.is_new;
  for (const repo::LineRange& range : change.lines) {
    file.lines.push_back(span_of(range, model.file().lines));
  }
  const LineIndex& lines = model.file().lines;
  for (const Node* node : model.tree().nodes()) {
    Definition definition;
    if (const auto* function = node->as<FunctionDef>()) {
      definition.signature = signature_of(*node, function->decorator_list, function->body, lines);
    } else if (const auto* cls = node->as<ClassDef>()) {
      definition.signature = signature_of(*node, cls->decorator_list, cls->body, lines);
    } else {
      continue;
    }
    definition.whole = {definition.signature.begin, node->end};
    definition.changed = overlaps(file, definition.whole);
    definition.signature_changed = overlaps(file, definition.signature);
    if (definition.changed) file.definitions.push_back(definition);
  }
  return file;
}

bool ReviewFilter::overlaps(const File& file, Span where) {
  const auto first = std::partition_point(file.lines.begin(), file.lines.end(),
                                          [&](Span line) { return line.end <= where.begin; });
  return first != file.lines.end() && (first->begin < where.end || first->contains(where.begin));
}

bool ReviewFilter::changed_at(const rules::Rule& rule, findings::FileId id, Span where) const {
  const auto at = files_.find(id);
  if (at == files_.end()) return false;
  const File& file = at->second;
  if (file.all || overlaps(file, where)) return true;
  return std::any_of(file.definitions.begin(), file.definitions.end(), [&](const Definition& d) {
    const bool in_signature = d.signature.contains(where);
    return in_signature && (d.signature_changed || rule.about_whole_definition);
  });
}

bool ReviewFilter::wants(const rules::Rule& rule, findings::FileId file, Span where) const {
  return rule.about_repository() || changed_at(rule, file, where);
}

bool ReviewFilter::caused(const rules::Rule& rule, const findings::Finding& finding) const {
  return changed_at(rule, finding.file, finding.span) ||
         std::any_of(finding.trace.begin(), finding.trace.end(),
                     [&](const findings::TraceStep& step) {
                       return changed_at(rule, step.file, step.span);
                     });
}

}  // namespace fastidious::engine
