#include "style/noqa.h"

#include <algorithm>

#include "base/limits.h"

namespace fastidious::style {
namespace {

// `word`, in any case, at the start of `text`.
bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char wanted, char c) {
           return wanted == (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
         });
}

std::string_view without_space(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == text.npos ? std::string_view{} : text.substr(begin);
}

bool is_separator(char c) { return c == ',' || c == ' ' || c == '\t'; }

// Whether the list `codes` ("E501, W291  # because") holds the start of `code`.
bool lists(std::string_view codes, std::string_view code) {
  while (!codes.empty()) {
    if (is_separator(codes[0])) {
      codes.remove_prefix(1);
      continue;
    }
    const std::size_t end = std::min(codes.find_first_of(", \t#"), codes.size());
    if (end == 0) return false;
    if (code.starts_with(codes.substr(0, end))) return true;
    codes.remove_prefix(end);
  }
  return false;
}

// `noqa`, `NOQA` or `NoQA`: all have a `q` of one case or the other in third place.
bool speaks_of_noqa(std::string_view comment) {
  for (std::size_t at = 2; at + 1 < comment.size(); ++at) {
    if ((comment[at] | 0x20) != 'q') continue;
    const std::string_view word = comment.substr(at - 2, 4);
    if (word == "noqa" || word == "NOQA" || word == "NoQA") return true;
  }
  return false;
}

}  // namespace

Noqa::Noqa(const SourceText& text, const LineIndex& lines, std::span<const Span> comments) {
  for (Span comment : comments) {
    const std::string_view written = text.slice(comment);
    if (speaks_of_noqa(written)) {
      read(written, lines.line_of(comment.begin));
    }
  }
}

void Noqa::read(std::string_view comment, std::uint32_t line) {
  for (std::size_t mark = comment.find('#'); mark != comment.npos;
       mark = comment.find('#', mark + 1)) {
    std::string_view rest = without_space(comment.substr(mark + 1));
    bool whole_file = false;
    for (std::string_view tool : {"flake8:", "flake8=", "ruff:"}) {
      if (starts_with_word(rest, tool)) {
        rest = without_space(rest.substr(tool.size()));
        whole_file = true;
        break;
      }
    }
    if (!starts_with_word(rest, "noqa")) continue;
    rest = rest.substr(4);
    const bool has_codes = !rest.empty() && rest[0] == ':';
    const Directive directive{line, has_codes ? without_space(rest.substr(1)) : ""};
    if (!whole_file) {
      directives_.push_back(directive);
    } else if (whole_file_.size() < limits::kMaxSuppressedRules) {
      whole_file_.push_back(directive);
    }
  }
}

bool Noqa::silences(const Violation& violation) const {
  return silences(violation.line, name_of(violation.code));
}

bool Noqa::silences(std::uint32_t line, std::string_view code) const {
  const auto matches = [&](const Directive& directive) {
    return directive.codes.empty() || lists(directive.codes, code);
  };
  if (std::any_of(whole_file_.begin(), whole_file_.end(), matches)) return true;
  auto at =
      std::lower_bound(directives_.begin(), directives_.end(), line,
                       [](const Directive& a, std::uint32_t wanted) { return a.line < wanted; });
  for (; at != directives_.end() && at->line == line; ++at) {
    if (matches(*at)) return true;
  }
  return false;
}

}  // namespace fastidious::style
