// Workflow commands: each finding becomes an annotation of the changed files. GitHub shows only the
// first ten of each kind in a step, so they come in the order of the clusters: the severe ones
// first.

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "report/wording.h"

namespace fastidious::report {
namespace {

using findings::Finding;

// The escapes of the runner's command parser; a property may hold neither : nor , besides.
void append_data(std::string& out, std::string_view text, bool is_property) {
  for (const char c : text) {
    const bool escaped =
        c == '%' || c == '\r' || c == '\n' || (is_property && (c == ':' || c == ','));
    if (escaped) {
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
    } else {
      out.push_back(c);
    }
  }
}

std::string_view command_for(const Finding& finding) {
  constexpr std::array<std::string_view, 3> kCommands = {"notice", "warning", "error"};
  return review_requested(finding) ? "warning"
                                   : kCommands[static_cast<std::size_t>(finding.severity)];
}

void append_annotation(std::string& out, const Report& report, const Redactor& redactor,
                       const Finding& finding) {
  const Place place = place_of(report, finding);
  fmt::format_to(std::back_inserter(out), "::{} ", command_for(finding));
  if (finding.file) {
    out.append("file=");
    append_data(out, place.path, true);
    fmt::format_to(std::back_inserter(out), ",line={},endLine={},col={},", place.begin.line,
                   place.end.line, place.begin.column);
    if (place.begin.line == place.end.line) {  // columns are of one line only
      fmt::format_to(std::back_inserter(out), "endColumn={},", place.end.column);
    }
  }
  const Said said = said_by(report, redactor, finding);
  fmt::format_to(std::back_inserter(out), "title={} {}{}::", finding.rule,
                 rule_of(report, finding.rule).name,
                 review_requested(finding) ? " (review requested)" : "");
  append_data(out, said.message, false);
  if (!said.fix.empty()) {
    append_data(out, "\nFix: " + said.fix, false);
  }
  out.push_back('\n');
}

}  // namespace

void write_github(const Report& report, const Sink& sink) {
  const Redactor redactor(report);
  std::string out;
  for (const assess::Cluster& cluster : report.assessment->clusters) {
    for (const std::uint32_t index : cluster.findings) {
      append_annotation(out, report, redactor, report.findings[index]);
      sink(out);
      out.clear();
    }
  }
}

}  // namespace fastidious::report
