#include "findings/suppression.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.h"

namespace fastidious::findings {
namespace {

constexpr std::string_view kMarker = "fastidious:";
constexpr std::string_view kSpaces = " \t\f";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

// Takes the text before `stop` (all, if it is not there) off the front of `rest`, and `stop` too.
std::string_view take_until(std::string_view& rest, std::string_view stop) {
  const std::size_t at = rest.find(stop);
  const std::string_view taken = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + stop.size());
  return taken;
}

// The text behind "# fastidious:" up to the next comment in the comment; empty if there is no such
// text.
std::string_view directive_of(std::string_view comment) {
  const std::size_t marker = comment.find(kMarker);
  if (marker == std::string_view::npos) {
    return {};
  }
  const std::string_view before = trimmed(comment.substr(0, marker));
  if (before.empty() || before.back() != '#') {
    return {};  // prose that mentions the program
  }
  std::string_view rest = comment.substr(marker + kMarker.size());
  return trimmed(take_until(rest, " #"));
}

bool is_rule_code(std::string_view text) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 6 && std::all_of(text.begin(), text.begin() + 3, upper) &&
         std::all_of(text.begin() + 3, text.end(), digit);
}

void parse_codes(std::string_view list, Suppression& suppression) {
  while (!list.empty()) {
    const std::string_view code = trimmed(take_until(list, ","));
    if (is_rule_code(code)) {
      suppression.codes.push_back({code});
    } else if (suppression.problem.empty()) {
      suppression.problem = fmt::format("`{}` is not the code of a rule", code);
    }
  }
  if (suppression.codes.empty() && suppression.problem.empty()) {
    suppression.problem = "it names no rule";
  }
  if (suppression.codes.size() > limits::kMaxSuppressedRules) {
    suppression.problem = fmt::format("it names more than {} rules", limits::kMaxSuppressedRules);
  }
}

// Splits "until=2027-01-31 reason" into its two parts; the date may also stand behind the reason.
void parse_reason(std::string_view text, Suppression& suppression) {
  text = trimmed(text);
  constexpr std::string_view kUntil = "until=";
  if (text.starts_with(kUntil)) {
    const std::size_t end = std::min(text.find_first_of(kSpaces), text.size());
    suppression.until_text = text.substr(kUntil.size(), end - kUntil.size());
    text = text.substr(end);
  } else if (const std::size_t last = text.find_last_of(kSpaces);
             last != std::string_view::npos && text.substr(last + 1).starts_with(kUntil)) {
    suppression.until_text = text.substr(last + 1 + kUntil.size());
    text = text.substr(0, last);
  }
  suppression.reason = trimmed(text);
}

void judge(Suppression& suppression, bool has_until, Date today) {
  if (!suppression.problem.empty()) {
    return;
  }
  const std::optional<Date> until = parse_date(suppression.until_text);
  if (has_until && !until) {
    suppression.problem =
        fmt::format("`until={}` is not a date such as 2027-01-31", suppression.until_text);
  } else if (until && *until < today) {
    suppression.problem = fmt::format("it expired on {}", suppression.until_text);
  } else if (suppression.reason.empty()) {
    suppression.problem = "it gives no reason";
  }
}

// The end of the docstring and the imports that a file starts with: directives for the whole file
// stand before what follows.
Offset first_code_after_imports(const project::SourceFile& file) {
  for (const syntax::Stmt* statement : file.tree.root().body) {
    const bool is_import = statement->as<syntax::Import>() || statement->as<syntax::ImportFrom>();
    const auto* expression = statement->as<syntax::ExprStmt>();
    const bool is_string = expression != nullptr && syntax::as<syntax::Constant>(expression->value);
    if (!is_import && !is_string) {
      return start_with_decorators(*statement);
    }
  }
  return file.text.size();
}

bool only_spaces_before(const project::TextFile& file, Span comment) {
  const Offset start = file.lines.start_of(file.lines.line_of(comment.begin));
  return trimmed(file.slice({start, comment.begin})).empty();
}

bool is_comment_line(const project::TextFile& file, std::uint32_t line) {
  return line <= file.lines.line_count() &&
         trimmed(file.slice(file.lines.line_span(line))).starts_with('#');
}

Finding problem_finding(const project::TextFile& file, const Suppression& suppression,
                        std::string message) {
  Finding finding;
  finding.rule = "AUD004";
  finding.severity = Severity::Warning;
  finding.file = file.id;
  finding.span = suppression.comment;
  finding.message = std::move(message);
  finding.risk =
      "A suppression that nobody can judge, or that silences nothing, hides what comes next.";
  finding.fix = "Remove the comment, or write `# fastidious: ignore[CODE] reason`.";
  return finding;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto number = [text](std::size_t from, std::size_t size) {
    int value = -1;
    const char* end = text.data() + from + size;
    const auto result = std::from_chars(text.data() + from, end, value);
    return result.ptr == end ? value : -1;
  };
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (month < 1 || day < 1) {
    return std::nullopt;
  }
  const Date date{std::chrono::year{number(0, 4)}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  return date.ok() && date.year() >= std::chrono::year{0} ? std::optional(date) : std::nullopt;
}

std::optional<Suppression> parse_suppression(std::string_view comment, Date today) {
  std::string_view rest = directive_of(comment);
  if (rest.empty()) {
    return std::nullopt;
  }
  Suppression suppression;
  const bool has_codes =
      rest.find('[') != std::string_view::npos && rest.find(']') != std::string_view::npos;
  const std::string_view verb = trimmed(has_codes ? take_until(rest, "[") : rest);
  suppression.whole_file = verb.starts_with("ignore-file");
  if (has_codes && (verb == "ignore" || verb == "ignore-file")) {
    parse_codes(take_until(rest, "]"), suppression);
    parse_reason(rest, suppression);
  } else if (verb.starts_with("ignore")) {
    suppression.problem = "it names no rule in brackets";
  } else {
    suppression.problem = "only `ignore[CODE]` and `ignore-file[CODE]` are understood";
  }
  judge(suppression, rest.find("until=") != std::string_view::npos, today);
  return suppression;
}

Suppressions::Suppressions(const project::SourceFile& file, Date today)
    : file_(&file), python_(&file) {
  for (const Span comment : file.tree.comments()) read(comment, today);
}

Suppressions::Suppressions(const project::TextFile& file, Date today) : file_(&file) {
  const std::string_view text = file.text.view();
  for (std::size_t at = text.find(kMarker); at != text.npos; at = text.find(kMarker, at + 1)) {
    const Span line = file.lines.line_span(file.lines.line_of(static_cast<Offset>(at)));
    const std::size_t hash = text.rfind('#', at);
    if (hash == text.npos || hash < line.begin) continue;
    read({static_cast<Offset>(hash), line.end}, today);
  }
}

void Suppressions::read(Span comment, Date today) {
  std::optional<Suppression> suppression = parse_suppression(file_->slice(comment), today);
  if (!suppression) return;
  suppression->comment = comment;
  place(*suppression);
  if (suppression->problem.empty()) {
    const std::uint32_t line = suppression->whole_file ? 0 : suppression->line;
    for (const auto& code : suppression->codes) {
      in_force_.try_emplace({line, code.rule}, all_.size());
    }
  }
  all_.push_back(std::move(*suppression));
}

void Suppressions::place(Suppression& suppression) {
  const std::uint32_t line = file_->lines.line_of(suppression.comment.begin);
  const bool alone = only_spaces_before(*file_, suppression.comment);
  suppression.line = alone ? line_below(line) : line;
  if (suppression.whole_file && suppression.problem.empty() && python_ != nullptr &&
      suppression.comment.begin > first_code()) {
    suppression.problem = "for a whole file it must stand above the first code after the imports";
  }
}

Offset Suppressions::first_code() {
  if (!first_code_) first_code_ = first_code_after_imports(*python_);
  return *first_code_;
}

// The line below a comment that stands on its own line, other such comments skipped.
std::uint32_t Suppressions::line_below(std::uint32_t line) {
  if (line >= below_comments_) {
    below_comments_ = line + 1;
    while (is_comment_line(*file_, below_comments_)) ++below_comments_;
  }
  return below_comments_;
}

Suppression* Suppressions::find(std::string_view rule, std::uint32_t line) {
  const auto at = in_force_.find({line, rule});
  return at == in_force_.end() ? nullptr : &all_[at->second];
}

// The line itself, and where the statement that holds it starts.
std::vector<std::uint32_t> Suppressions::lines_that_speak_for(Offset at) {
  std::vector<std::uint32_t> lines = {file_->lines.line_of(at)};
  if (python_ == nullptr) return lines;
  if (!statements_) {
    statements_.emplace(python_->tree);
  }
  if (const syntax::Stmt* statement = statements_->innermost(at)) {
    lines.push_back(file_->lines.line_of(statement->begin));
    lines.push_back(file_->lines.line_of(start_with_decorators(*statement)));
  }
  return lines;
}

const Suppression* Suppressions::silence(std::string_view rule, Span where) {
  if (in_force_.empty()) {
    return nullptr;
  }
  Suppression* first = find(rule, 0);
  for (const std::uint32_t line : lines_that_speak_for(where.begin)) {
    Suppression* found = find(rule, line);
    if (found != nullptr && (first == nullptr || found < first)) first = found;
  }
  if (first != nullptr) {
    std::find_if(first->codes.begin(), first->codes.end(), [&](const Suppression::Code& code) {
      return code.rule == rule;
    })->used = true;
  }
  return first;
}

std::vector<Finding> Suppressions::problems(
    const std::function<bool(std::string_view)>& was_evaluated) const {
  std::vector<Finding> found;
  for (const Suppression& suppression : all_) {
    if (!suppression.problem.empty()) {
      found.push_back(problem_finding(
          *file_, suppression,
          fmt::format("This suppression counts for nothing: {}.", suppression.problem)));
      continue;
    }
    for (const Suppression::Code& code : suppression.codes) {
      if (!code.used && was_evaluated(code.rule)) {
        found.push_back(problem_finding(
            *file_, suppression,
            fmt::format("Unused suppression: {} reports nothing here.", code.rule)));
      }
    }
  }
  return found;
}

}  // namespace fastidious::findings
