#include "rules/evidence_report.h"

#include <algorithm>

#include "semantic/model.h"
#include "syntax/blocks.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

std::vector<std::string_view> python_paths(const semantic::Model& model) {
  std::vector<std::string_view> paths;
  for (const FileModel& file : model.files()) paths.push_back(file.file().path);
  return paths;
}

bool is_docstring(const syntax::Stmt& statement) {
  const auto* expression = statement.as<syntax::ExprStmt>();
  const auto* text = expression == nullptr ? nullptr : expression->value->as<syntax::Constant>();
  return text != nullptr && text->is_str();
}

// The lines on which statements begin, ascending: what coverage.py counts, but for what comments
// exclude.
std::vector<std::uint32_t> lines_of_statements(const FileModel& file) {
  std::vector<std::uint32_t> lines;
  for (const syntax::Stmt* statement : file.tree().nodes_of<syntax::Stmt>()) {
    if (is_docstring(*statement) || statement->is(syntax::Kind::Global) ||
        statement->is(syntax::Kind::Nonlocal)) {
      continue;
    }
    lines.push_back(file.file().lines.line_of(statement->begin));
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

}  // namespace

PythonPaths::PythonPaths(const semantic::Model& model)
    : model_(model), paths_(python_paths(model)) {}

const FileModel* PythonPaths::find(std::string_view reported, std::string_view source) const {
  const std::string_view path = paths_.find(reported, source);
  return path.empty() ? nullptr : model_.file_at(path);
}

Span span_of_line(const FileModel& file, std::uint32_t line) {
  const LineIndex& lines = file.file().lines;
  if (line == 0 || line > lines.line_count()) return {0, 0};
  Span span = lines.line_span(line);
  const std::string_view text = file.file().slice(span);
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return span;
  const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
  return {static_cast<Offset>(span.begin + begin), static_cast<Offset>(span.begin + end)};
}

std::vector<MeasuredFile> measured_files(const evidence::CoverageReport& report,
                                         const semantic::Model& model) {
  const PythonPaths paths(model);
  std::vector<MeasuredFile> measured;
  for (const evidence::FileCoverage& one : report.files) {
    const FileModel* file = paths.find(one.file, report.source);
    if (file == nullptr || file->file().role != project::Role::Application) continue;
    MeasuredFile result{file, one.run.size(), one.run.size() + one.missed.size()};
    if (!report.knows_missed) {
      const std::vector<std::uint32_t> lines = lines_of_statements(*file);
      result.statements = lines.size();
      result.run = static_cast<std::size_t>(
          std::count_if(lines.begin(), lines.end(), [&](std::uint32_t line) {
            return std::binary_search(one.run.begin(), one.run.end(), line);
          }));
    }
    measured.push_back(result);
  }
  std::sort(measured.begin(), measured.end(), [](const MeasuredFile& a, const MeasuredFile& b) {
    return a.file->file().path < b.file->file().path;
  });
  return measured;
}

}  // namespace fastidious::rules
