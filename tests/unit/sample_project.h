#pragma once
// A few files with findings in them, for tests of what comes after the rules.

#include <deque>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "assess/assessment.h"
#include "findings/fingerprint.h"
#include "project/source_file.h"
#include "report/report.h"
#include "rules/rule.h"
#include "syntax/tree.h"

namespace fastidious {

inline rules::Rule sample_rule(std::string_view code, std::string_view name,
                               findings::Severity severity, findings::RiskKind kind,
                               std::string_view risk, std::string_view advice) {
  rules::Rule rule;
  rule.code = code;
  rule.name = name;
  rule.severity = severity;
  rule.risk_kind = kind;
  rule.risk = risk;
  rule.advice = advice;
  return rule;
}

class SampleProject {
 public:
  findings::FileId add(std::string path, std::string_view text) {
    project::SourceFile& file = sources_.emplace_back();
    file.id = findings::FileId(static_cast<std::uint32_t>(sources_.size() - 1));
    file.path = std::move(path);
    file.text = SourceText(text);
    file.lines = LineIndex(file.text);
    IdentifierCache cache(names_);
    file.tree = syntax::parse(file.text, cache);
    return file.id;
  }
  const project::SourceFile& source(findings::FileId id) const { return sources_[id.value]; }

  // The `occurrence`th place (from 1) where `code` stands in the file.
  Span find(findings::FileId id, std::string_view code, int occurrence = 1) const {
    const std::string_view text = source(id).text.view();
    std::size_t at = text.find(code);
    while (--occurrence > 0 && at != std::string_view::npos) {
      at = text.find(code, at + 1);
    }
    if (at == std::string_view::npos) {
      throw std::runtime_error("not in the file: " + std::string(code));
    }
    return {static_cast<Offset>(at), static_cast<Offset>(at + code.size())};
  }
  findings::Finding finding(std::string_view rule, findings::FileId id, std::string_view code,
                            std::string message, int occurrence = 1) const {
    findings::Finding finding;
    finding.rule = rule;
    finding.file = id;
    finding.span = find(id, code, occurrence);
    finding.message = std::move(message);
    return finding;
  }
  std::vector<report::File> files() const {
    std::vector<report::File> files;
    for (const project::SourceFile& file : sources_) {
      files.push_back(report::file_of(file));
    }
    return files;
  }
  assess::PathOf path_of() const {
    return [this](findings::FileId id) { return std::string_view(source(id).path); };
  }

 private:
  IdentifierTable names_;
  std::deque<project::SourceFile> sources_;
};

// The fingerprint of the first `code` in a file of its own that holds `text`.
inline std::uint64_t fingerprint_in(std::string_view text, std::string_view code,
                                    std::string_view rule = "COD009", int occurrence = 1) {
  SampleProject project;
  const findings::FileId file = project.add("app.py", text);
  std::vector<findings::Finding> found;
  for (int i = 1; i <= occurrence; ++i) {
    found.push_back(project.finding(rule, file, code, "", i));
  }
  findings::set_fingerprints(project.source(file), found);
  return found.back().fingerprint;
}

}  // namespace fastidious
