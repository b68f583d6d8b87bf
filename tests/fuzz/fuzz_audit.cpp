// Bytes to a whole audit and all of its reports. The input is a project: a line `# --- PATH` starts
// the next file, what stands before the first such line is app/main.py. No rule throws, all
// findings lie inside their files, the edits of a finding leave a file that still parses, and a
// second audit, on two threads, finds the same.

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/audit.h"
#include "engine/configure.h"
#include "engine/reportable.h"
#include "repo/config.h"
#include "require.h"
#include "rules/registry.h"
#include "syntax/tree.h"
#include "text/edits.h"

namespace fastidious {
namespace {

using engine::AuditResult;
using fuzz::require;

constexpr std::string_view kMark = "\n# --- ";
constexpr std::size_t kMaxPath = 100;
// Inputs of a length that this divides are audited again, on two threads: waiting for a thread
// takes longer than auditing a small file.
constexpr std::size_t kEachAgain = 31;

MemoryFileSystem read_project(std::string_view input) {
  MemoryFileSystem files;
  std::string path = "app/main.py";
  while (true) {
    const std::size_t mark = input.find(kMark);
    files.add(path, std::string(input.substr(0, mark)));
    if (mark == std::string_view::npos) {
      return files;
    }
    input.remove_prefix(mark + kMark.size());
    const std::size_t end = std::min(input.find('\n'), input.size());
    path = input.substr(0, std::min(end, kMaxPath));
    if (path.empty() || !is_contained_path(path)) {
      path = "app/other.py";
    }
    input.remove_prefix(end);
  }
}

using Edits = std::map<std::uint32_t, std::vector<TextEdit>>;  // by file

Edits edits_of(const findings::Finding& finding) {
  Edits edits;
  for (const findings::Edit& edit : finding.edits) {
    edits[edit.file.value].push_back({edit.span, edit.replacement});
  }
  return edits;
}

bool parses(std::string text) {
  static IdentifierTable table;
  static IdentifierCache names(table);
  const SourceText source(std::move(text));
  return syntax::parse(source, names).errors().empty();
}

void require_sound_edits(const AuditResult& result, const findings::Finding& finding) {
  for (const auto& [id, edits] : edits_of(finding)) {
    const findings::FileId file(id);
    const auto edited = apply_edits(result.file(file).text.view(), edits);
    require(edited.has_value(), "edits do not overlap and lie inside their file", finding.rule);
    const bool parsed =
        id < result.model->files().size() && result.model->file(file).tree().errors().empty();
    require(!parsed || parses(*edited), "an edited file still parses", finding.rule);
  }
}

void require_inside(const AuditResult& result, findings::FileId file, Span span,
                    std::string_view rule) {
  const std::size_t size = file ? result.file(file).text.size() : span.end;
  require(span.begin <= span.end && span.end <= size, "places lie inside their files", rule);
}

void require_sound(const AuditResult& result) {
  for (const rules::InternalError& error : result.internal_errors) {
    require(false, "no rule throws", std::string(error.rule) + ": " + error.what);
  }
  for (const findings::Finding& finding : result.findings) {
    require(rules::find_rule(finding.rule) != nullptr, "the rule is one of ours", finding.rule);
    require(!finding.message.empty(), "findings say what is wrong", finding.rule);
    require_inside(result, finding.file, finding.span, finding.rule);
    for (const findings::TraceStep& step : finding.trace) {
      require_inside(result, step.file, step.span, finding.rule);
    }
    require_sound_edits(result, finding);
  }
}

void write_reports(const AuditResult& result, report::Command command) {
  using enum report::Format;
  const engine::Reportable reportable(result, command, engine::AuditOptions{}.today, nullptr);
  for (const report::Format format : {Text, Markdown, Json, Sarif, Github}) {
    require(!report::write(reportable.report(), format).empty() || format == Github,
            "a report is written");
  }
}

bool same(const AuditResult& one, const AuditResult& other) {
  const auto key = [](const findings::Finding& finding) {
    return std::tuple(finding.rule, finding.file.value, finding.span.begin, finding.span.end,
                      std::string_view(finding.message), finding.fingerprint);
  };
  return std::equal(one.findings.begin(), one.findings.end(), other.findings.begin(),
                    other.findings.end(),
                    [&](const auto& a, const auto& b) { return key(a) == key(b); });
}

void audit_bytes(std::string_view input) {
  const MemoryFileSystem files = read_project(input);
  const auto config = repo::load_config(files);
  engine::AuditOptions options = engine::configure(config ? *config : repo::Config{});
  options.threads = 1;
  const AuditResult result = engine::audit(options, files);
  require_sound(result);
  write_reports(result, input.size() % 2 == 0 ? report::Command::Audit : report::Command::Review);
  if (input.size() % kEachAgain != 0) {
    return;
  }
  options.threads = 2;
  require(same(result, engine::audit(options, files)), "a second audit finds the same");
}

}  // namespace
}  // namespace fastidious

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fastidious::audit_bytes({reinterpret_cast<const char*>(data), size});
  return 0;
}
