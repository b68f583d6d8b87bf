#include "report/redaction.h"

#include <algorithm>

#include "findings/fingerprint.h"

namespace fastidious::report {
namespace {

using findings::FileId;
using findings::Finding;

constexpr std::string_view kRedacted = "(redacted)";
// Shorter values are masked where they stand, but not looked for in messages: they would be found
// in the middle of innocent words.
constexpr std::size_t kMinSearchedBytes = 4;

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

// What stands between quotes in `text`, which starts at offset `base`. A quote that is not closed
// reaches to the end.
std::vector<Span> quoted_parts(std::string_view text, Offset base) {
  std::vector<Span> parts;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_quote(text[at])) {
      continue;
    }
    const char quote = text[at];
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != quote) {
      end += text[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, text.size());
    if (end > at + 1) {
      parts.push_back({base + static_cast<Offset>(at + 1), base + static_cast<Offset>(end)});
    }
    at = end;
  }
  return parts;
}

// What stands behind the first = or : of a line of an env file, a Dockerfile or YAML.
Span value_part(std::string_view line, Offset base) {
  const std::size_t separator = line.find_first_of("=:");
  const std::size_t begin =
      separator == std::string_view::npos
          ? line.size()
          : std::min(line.find_first_not_of(" \t", separator + 1), line.size());
  return {base + static_cast<Offset>(begin), base + static_cast<Offset>(line.size())};
}

// Whether the span is the name that a secret is given to, which is no secret.
bool is_name_of_value(const SourceText& text, Span span) {
  const std::string_view name = text.slice(span);
  const std::string_view rest = text.view().substr(span.end, 8);
  const std::size_t next = rest.find_first_not_of(" \t\"'");
  return std::all_of(name.begin(), name.end(), is_word) && next != std::string_view::npos &&
         (rest[next] == '=' || rest[next] == ':');
}

}  // namespace

Redactor::Redactor(const Report& report) {
  for (const Finding& finding : report.findings) {
    learn(report, finding);
  }
  for (const Finding& finding : report.baselined) {
    learn(report, finding);
  }
  for (const Suppressed& suppressed : report.suppressed) {
    learn(report, suppressed.finding);
  }
  for (auto& [file, secrets] : by_file_) {
    std::sort(secrets.values.begin(), secrets.values.end(),
              [](std::string_view a, std::string_view b) {
                return std::pair(b.size(), a) < std::pair(a.size(), b);
              });
    const auto last = std::unique(secrets.values.begin(), secrets.values.end());
    secrets.values.erase(last, secrets.values.end());
  }
}

void Redactor::learn(const Report& report, const Finding& finding) {
  if (!findings::is_about_secrets(finding.rule) || !finding.file ||
      finding.file.value >= report.files.size()) {
    return;
  }
  const File& file = report.files[finding.file.value];
  if (file.text == nullptr || file.lines == nullptr || finding.span.end > file.text->size()) {
    return;
  }
  Secrets& secrets = by_file_[finding.file];
  const std::uint32_t last = file.lines->line_of(std::max(finding.span.begin, finding.span.end));
  for (std::uint32_t line = file.lines->line_of(finding.span.begin); line <= last; ++line) {
    const Span span = file.lines->line_span(line);
    const std::string_view text = without_line_end(file.text->slice(span));
    const std::vector<Span> quoted = quoted_parts(text, span.begin);
    for (const Span part : quoted) {
      const bool apart = part.end <= finding.span.begin || part.begin >= finding.span.end;
      if (!apart || !is_name_of_value(*file.text, part)) {
        add(secrets, *file.text, part);
      }
    }
    if (quoted.empty()) {
      add(secrets, *file.text, value_part(text, span.begin));
    }
    const Span own{std::max(span.begin, finding.span.begin),
                   std::min(span.begin + static_cast<Offset>(text.size()), finding.span.end)};
    const bool has_quote = own.begin < own.end &&
                           file.text->slice(own).find_first_of("\"'`") != std::string_view::npos;
    if (own.begin < own.end && !has_quote && !is_name_of_value(*file.text, own)) {
      add(secrets, *file.text, own);
    }
  }
}

void Redactor::add(Secrets& secrets, const SourceText& text, Span span) {
  if (span.empty()) {
    return;
  }
  secrets.spans.push_back(span);
  if (span.size() >= kMinSearchedBytes) {
    secrets.values.push_back(text.slice(span));
  }
}

std::string_view Redactor::clean(FileId file, std::string_view text, std::string& buffer) const {
  const auto secrets = by_file_.find(file);
  if (secrets == by_file_.end()) {
    return text;
  }
  for (const std::string_view value : secrets->second.values) {
    std::size_t at = text.find(value);
    if (at == std::string_view::npos) {
      continue;
    }
    std::string cleaned;
    std::size_t copied = 0;
    for (; at != std::string_view::npos; at = text.find(value, copied)) {
      cleaned.append(text.substr(copied, at - copied)).append(kRedacted);
      copied = at + value.size();
    }
    cleaned.append(text.substr(copied));
    buffer = std::move(cleaned);
    text = buffer;
  }
  return text;
}

void Redactor::mask(FileId file, Offset begin, std::string& line) const {
  const auto secrets = by_file_.find(file);
  if (secrets == by_file_.end()) {
    return;
  }
  const Offset end = begin + static_cast<Offset>(line.size());
  for (const Span span : secrets->second.spans) {
    for (Offset at = std::max(begin, span.begin); at < std::min(end, span.end); ++at) {
      line[at - begin] = '*';
    }
  }
}

}  // namespace fastidious::report
