#pragma once
// What a report is made of, and the formats it is written in. A report holds no machine's name and
// no clock: the day from which its deadlines count is input. The same input gives the same bytes.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assess/assessment.h"
#include "findings/finding.h"
#include "project/text_file.h"
#include "rules/rule.h"
#include "text/line_index.h"
#include "text/source_text.h"

namespace fastidious::report {

enum class Command : std::uint8_t { Review, Audit };

// A file that findings may point to; `text` and `lines` outlive the report.
struct File {
  std::string_view path;  // relative to the root, with /
  const SourceText* text = nullptr;
  const LineIndex* lines = nullptr;
  bool is_python = true;
};

File file_of(const project::TextFile& source);

// A finding that a comment silenced, with the comment's reason.
struct Suppressed {
  findings::Finding finding;
  std::string_view reason;
};

struct Report {
  Command command = Command::Audit;
  std::string_view tool_version;                 // "0.1.0"
  std::span<const File> files;                   // by FileId
  std::span<const rules::Rule* const> rules;     // all that are built, by code
  std::span<const findings::Finding> findings;   // sorted by path, position, rule
  std::span<const findings::Finding> baselined;  // known to the baseline, not reported
  std::span<const Suppressed> suppressed;
  const assess::Assessment* assessment = nullptr;  // of `findings` and `baselined`
  const assess::Coverage* coverage = nullptr;
};

// Of a finding without a file (about the repository as a whole) the path is "." and the position
// 1:1.
struct Place {
  std::string_view path = ".";
  Position begin;
  Position end;  // the column behind the last character
};
Place place_of(const Report& report, findings::FileId file, Span span);
inline Place place_of(const Report& report, const findings::Finding& finding) {
  return place_of(report, finding.file, finding.span);
}

// The rule of a finding; a code that no rule has gives one named "unknown-rule".
const rules::Rule& rule_of(const Report& report, std::string_view code);

// Orders findings as every report wants them: by path, position, rule, message. Findings without a
// file come first.
void sort_findings(std::vector<findings::Finding>& findings, std::span<const File> files);

enum class Format : std::uint8_t { Text, Markdown, Json, Sarif, Github };

// "text", "markdown", "json", "sarif", "github"; nothing for another word.
std::optional<Format> parse_format(std::string_view name);

struct TextStyle {
  bool colour = false;
  std::uint32_t width = 100;  // columns; longer source lines are cut
};

// Takes the text of a report, piece by piece: a report for machines may be longer than the code it
// is about.
using Sink = std::function<void(std::string_view)>;

std::string write_text(const Report& report, const TextStyle& style);
// The two shapes of the specifications: `review` and `audit`.
std::string write_markdown(const Report& report);
// docs/schema/report-1.schema.json
void write_json(const Report& report, const Sink& sink);
// SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
void write_sarif(const Report& report, const Sink& sink);
// Workflow commands, https://docs.github.com/actions/reference/workflow-commands-for-github-actions
void write_github(const Report& report, const Sink& sink);

void write(const Report& report, Format format, const TextStyle& style, const Sink& sink);
// The same in one piece.
std::string write(const Report& report, Format format, const TextStyle& style = {});

}  // namespace fastidious::report
