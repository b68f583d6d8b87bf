#include "report/redaction.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "findings/fingerprint.h"
#include "knowledge/default_credentials.h"
#include "text/words.h"

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

// `"MINIO_SECRET_KEY"`: a variable of the environment, beside what stands for it.
bool is_name_of_variable(std::string_view text) {
  const auto may_be_in_it = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return text.find('_') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), may_be_in_it);
}

// `os.getenv("ADMIN_PASSWORD", …)`: under which name the value is asked for.
bool is_asked_for(const SourceText& text, Span literal) {
  if (literal.begin == 0 || !is_name_of_variable(text.slice(literal))) return false;
  const std::string_view before = text.view().substr(0, literal.begin - 1);
  return before.ends_with("getenv(") || before.ends_with("environ.get(") ||
         before.ends_with("environ[");
}

// Whether `value` is a folder of the path, or the file's name: everybody reads those.
bool is_part_of_path(std::string_view path, std::string_view value) {
  const std::size_t at = ("/" + std::string(path) + "/").find("/" + std::string(value) + "/");
  return at != std::string::npos;
}

bool has_quote(std::string_view text) {
  return text.find_first_of("\"'`") != std::string_view::npos;
}

// `sunshine`, `Sunshine`: a word that prose and code use as well.
bool is_plain_word(std::string_view value) {
  constexpr std::size_t kLongest = 24;
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const std::string_view rest = value.substr(1);
  return value.size() <= kLongest && (is_lower(value[0]) || is_upper(value[0])) &&
         (std::all_of(rest.begin(), rest.end(), is_lower) ||
          std::all_of(value.begin(), value.end(), is_upper));
}

// Whether what stands between `begin` and `end` is part of a longer word.
bool is_inside_word(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin > 0 && is_word(text[begin - 1])) || (end < text.size() && is_word(text[end]));
}

// Whether `at` is between backticks, where messages quote the repository. Everything else of them
// is our own prose.
bool is_quoted_code(std::string_view text, std::size_t at) {
  return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '`') % 2 == 1;
}

// ---- values to look for
// --------------------------------------------------------------------------

constexpr std::size_t kStartBits = 16;

std::size_t start_hash(std::string_view text) {
  std::uint32_t first = 0;
  std::memcpy(&first, text.data(), kMinSearchedBytes);
  return (first * 0x9E3779B1u) >> (32 - kStartBits);
}

std::size_t common_start(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                                  a.begin());
}

// The longest of the sorted `values` that `text` starts with; empty if there is none.
std::string_view longest_start(const std::vector<std::string_view>& values, std::string_view text) {
  while (text.size() >= kMinSearchedBytes) {
    const auto past = std::upper_bound(values.begin(), values.end(), text);
    if (past == values.begin()) {
      return {};
    }
    const std::string_view nearest = *(past - 1);
    const std::size_t same = common_start(nearest, text);
    if (same == nearest.size()) {
      return nearest;
    }
    text = text.substr(0, same);  // what starts `text` starts this too
  }
  return {};
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
    finish(secrets);
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
  const std::size_t known = secrets.values.size();
  const std::uint32_t last = file.lines->line_of(std::max(finding.span.begin, finding.span.end));
  for (std::uint32_t line = file.lines->line_of(finding.span.begin); line <= last; ++line) {
    learn_line(file, line, finding.span, secrets);
  }
  // `ENVIRONMENT=production` in `.env.production`, `ENV_FILE=e2e.env` in `e2e.env`: everybody reads
  // the path.
  const auto is_in_path = [&file](std::string_view value) {
    return (is_plain_word(value) && file.path.find(value) != std::string_view::npos) ||
           is_part_of_path(file.path, value);
  };
  const auto added = secrets.values.begin() + static_cast<std::ptrdiff_t>(known);
  secrets.values.erase(std::remove_if(added, secrets.values.end(), is_in_path),
                       secrets.values.end());
}

// A finding that points at a literal, or into one, points at the secret: that literal is masked.
// Where it points at something else, each literal of the line may be the secret.
void Redactor::learn_line(const File& file, std::uint32_t line, Span where, Secrets& secrets) {
  const Span span = file.lines->line_span(line);
  const std::string_view text = without_line_end(file.text->slice(span));
  if (secrets.line != line) {
    secrets.line = line;
    secrets.literals = quoted_parts(text, span.begin);
  }
  const Offset end = std::min(span.begin + static_cast<Offset>(text.size()), where.end);
  const Span own{std::max(span.begin, where.begin), std::max(span.begin, end)};
  const std::string_view pointed_at =
      own.begin < own.end ? file.text->slice(own) : std::string_view{};
  const std::size_t known = secrets.spans.size();
  for (const Span part : quoted_parts(pointed_at, own.begin)) {
    add(secrets, *file.text, part);
  }
  auto literal = std::partition_point(secrets.literals.begin(), secrets.literals.end(),
                                      [&](Span part) { return part.end <= own.begin; });
  for (; literal != secrets.literals.end() && literal->begin < own.end; ++literal) {
    add(secrets, *file.text, *literal);
  }
  if (secrets.spans.size() == known) {
    suspect_all(file, line, own, secrets);
  }
  // Behind its first line a literal of several lines need not look like one.
  const bool goes_on = where.begin < span.begin;
  const bool is_value = !has_quote(pointed_at) && !is_name_of_value(*file.text, own);
  if (!pointed_at.empty() && (goes_on || is_value)) {
    add(secrets, *file.text, own);
  }
}

void Redactor::suspect_all(const File& file, std::uint32_t line, Span own, Secrets& secrets) {
  for (const Span part : secrets.literals) {
    const bool apart = part.end <= own.begin || part.begin >= own.end;
    const bool is_name =
        is_name_of_value(*file.text, part) || is_name_of_variable(file.text->slice(part));
    if (!apart || !is_name) {
      add(secrets, *file.text, part);
    }
  }
  if (secrets.literals.empty()) {
    const Span span = file.lines->line_span(line);
    const std::string_view text = without_line_end(file.text->slice(span));
    add(secrets, *file.text, value_part(text, span.begin));
  }
}

void Redactor::add(Secrets& secrets, const SourceText& text, Span span) {
  if (span.empty() || is_asked_for(text, span)) {
    return;
  }
  secrets.spans.push_back(span);
  const std::string_view value = trimmed(text.slice(span));
  const bool everybody_knows =
      !value.empty() && is_plain_word(value) && knowledge::is_default_credential(value);
  if (value.size() >= kMinSearchedBytes && !everybody_knows) {
    secrets.values.push_back(value);
  }
}

void Redactor::finish(Secrets& secrets) {
  std::sort(secrets.spans.begin(), secrets.spans.end(),
            [](Span a, Span b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  std::vector<Span> apart;
  for (const Span span : secrets.spans) {
    if (apart.empty() || span.begin > apart.back().end) {
      apart.push_back(span);
    } else {
      apart.back().end = std::max(apart.back().end, span.end);
    }
  }
  secrets.spans = std::move(apart);
  std::sort(secrets.values.begin(), secrets.values.end());
  secrets.values.erase(std::unique(secrets.values.begin(), secrets.values.end()),
                       secrets.values.end());
  secrets.starts.resize(std::size_t{1} << kStartBits);
  for (const std::string_view value : secrets.values) {
    secrets.starts[start_hash(value)] = true;
  }
}

template <class Visit>
void Redactor::find_values(const Secrets& secrets, std::string_view text, Visit&& visit) {
  for (std::size_t at = 0; at + kMinSearchedBytes <= text.size();) {
    const std::string_view rest = text.substr(at);
    const std::string_view value =
        secrets.starts[start_hash(rest)] ? longest_start(secrets.values, rest) : "";
    const std::size_t end = at + value.size();
    const bool is_other = value.empty() || (is_plain_word(value) && is_inside_word(text, at, end));
    if (!is_other) visit(at, end);
    at = is_other ? at + 1 : end;
  }
}

std::string_view Redactor::clean(FileId file, std::string_view text, std::string& buffer) const {
  const auto secrets = by_file_.find(file);
  if (secrets == by_file_.end()) {
    return text;
  }
  std::string cleaned;
  std::size_t copied = 0;
  find_values(secrets->second, text, [&](std::size_t begin, std::size_t end) {
    if (is_plain_word(text.substr(begin, end - begin)) && !is_quoted_code(text, begin)) return;
    cleaned.append(text.substr(copied, begin - copied)).append(kRedacted);
    copied = end;
  });
  if (copied == 0) {
    return text;
  }
  cleaned.append(text.substr(copied));
  buffer = std::move(cleaned);
  return buffer;
}

void Redactor::mask(FileId file, Offset begin, std::string& line) const {
  const auto secrets = by_file_.find(file);
  if (secrets == by_file_.end()) {
    return;
  }
  const auto hide = [&line](std::size_t from, std::size_t to) {
    std::fill(line.begin() + static_cast<std::ptrdiff_t>(from),
              line.begin() + static_cast<std::ptrdiff_t>(to), '*');
  };
  const std::string text = line;
  find_values(secrets->second, text, hide);
  const Offset end = begin + static_cast<Offset>(line.size());
  const std::vector<Span>& spans = secrets->second.spans;
  auto span =
      std::partition_point(spans.begin(), spans.end(), [&](Span one) { return one.end <= begin; });
  for (; span != spans.end() && span->begin < end; ++span) {
    hide(std::max(begin, span->begin) - begin, std::min(end, span->end) - begin);
  }
}

}  // namespace fastidious::report
