#include "style/blank_lines.h"

#include <algorithm>

namespace fastidious::style {
namespace {

constexpr std::uint32_t kTopLevelRows = 2;
constexpr std::uint32_t kMethodRows = 1;

// `word` and white space, at the start of `line`; the rest behind them, or an empty view.
std::string_view behind_word(std::string_view line, std::string_view word) {
  if (line.substr(0, word.size()) != word) return {};
  line.remove_prefix(word.size());
  if (line.empty() || !is_space(line[0])) return {};
  while (!line.empty() && is_space(line[0])) line.remove_prefix(1);
  return line;
}

// ^(async\s+def\s+|def\s+|class\s+|@)
bool starts_definition(std::string_view line) {
  if (line.empty()) return false;
  if (line[0] == '@') return true;
  if (line[0] == 'a') line = behind_word(line, "async");
  return !behind_word(line, "def").empty() || !behind_word(line, "class").empty();
}

// ^(async\s+def|def)\b
bool starts_function(std::string_view line) {
  if (!line.empty() && line[0] == 'a') line = behind_word(line, "async");
  return line.substr(0, 3) == "def" && (line.size() == 3 || !is_word(line[3]));
}

bool is_empty(std::string_view line) { return stripped(line).empty(); }

// `class A`; pycodestyle wants the space: `class=A` of a broken file defines nothing.
bool is_class(const LogicalLine& line) {
  return line.first() == TokenKind::Kw_class && line.tokens.size() > 1 &&
         line.tokens[1].begin > line.tokens[0].end;
}

// A def, a class, or a decorator of one.
bool is_definition(const LogicalLine& line) {
  return line.first() == TokenKind::At || is_class(line) || line.is_function();
}

}  // namespace

void LineSequence::check(const LogicalLine& line, std::uint32_t blank_rows, bool tabs) {
  blank_before_ = std::max(blank_before_, blank_rows);
  check_blank_rows(line, blank_rows);
  check_indentation(line, tabs);
  if (!line.tokens.empty()) {
    remember(line);
    blank_before_ = 0;
  }
}

void LineSequence::report(Code code, const LogicalLine& line, std::uint32_t value) {
  report_.add(code, line.begin(), value, {line.begin(), line.begin()});
}

void LineSequence::check_blank_rows(const LogicalLine& line, std::uint32_t blank_rows) {
  if (!previous_.exists && blank_before_ < kTopLevelRows) return;
  const bool indented = line.indentation != 0;
  if (previous_.is_decorator) {
    if (blank_rows > 0) report(Code::E304, line, blank_rows);
  } else if (blank_rows > kTopLevelRows || (indented && blank_rows == kMethodRows + 1)) {
    report(Code::E303, line, blank_rows);
  } else if (is_definition(line)) {
    check_definition(line);
  } else if (!line.tokens.empty() && !indented && blank_before_ != kTopLevelRows &&
             after_definition_) {
    report(Code::E305, line, blank_before_);
  }
}

void LineSequence::check_definition(const LogicalLine& line) {
  if (blank_before_ == 0 && is_one_liner(line)) return;
  if (line.indentation == 0) {
    if (blank_before_ != kTopLevelRows) report(Code::E302, line, blank_before_);
    return;
  }
  if (blank_before_ == kMethodRows || previous_.indentation < line.indentation ||
      previous_.is_docstring) {
    return;
  }
  report(is_nested_in_function(line) ? Code::E306 : Code::E301, line, kMethodRows);
}

// A group of one-line definitions, such as overloads, needs no blank lines. pycodestyle looks for
// the definition from the line's last row on.
bool LineSequence::is_one_liner(const LogicalLine& line) {
  if (line.last_row > 0 && indentation_of(file_.line(line.last_row - 1)) > line.indentation) {
    return false;
  }
  Row row = next_definition(line.last_row);
  if (row >= file_.row_count()) return false;
  for (++row; row < file_.row_count(); ++row) {
    if (!is_empty(file_.line(row))) return indentation_of(file_.line(row)) <= line.indentation;
  }
  return true;
}

// The first row at or after `row` that starts with def, async def or class.
Row LineSequence::next_definition(Row row) {
  if (has_searched_ && searched_from_ <= row && row <= found_definition_) return found_definition_;
  has_searched_ = true;
  searched_from_ = row;
  for (; row < file_.row_count(); ++row) {
    const std::string_view line = stripped(file_.line(row));
    if (!line.empty() && line[0] != '@' && starts_definition(line)) break;
  }
  return found_definition_ = row;
}

// Looks back for the function, or the outermost block, that the line is part of.
bool LineSequence::is_nested_in_function(const LogicalLine& line) {
  Ancestry& known = ancestries_[static_cast<std::size_t>(line.indentation) % ancestries_.size()];
  const bool usable = known.indentation == line.indentation;
  std::int32_t level = line.indentation;
  bool nested = false;
  for (Row row = line.last_row; row-- > 0;) {
    if (usable && row <= known.row && level == line.indentation) {
      nested = known.nested;
      break;
    }
    const std::string_view text = file_.line(row);
    if (is_empty(text) || indentation_of(text) >= level) continue;
    level = indentation_of(text);
    nested = starts_function(stripped(text));
    if (nested || level == 0) break;
  }
  known = {line.indentation, line.last_row == 0 ? 0 : line.last_row - 1, nested};
  return nested;
}

void LineSequence::check_indentation(const LogicalLine& line, bool tabs) {
  const bool comment = line.tokens.empty();
  const std::int32_t indentation = line.indentation;
  if (indentation % file_.options().indent_size != 0)
    report(comment ? Code::E114 : Code::E111, line);
  const bool expected = previous_.ends_with_colon;
  if (expected && indentation <= previous_.indentation) {
    report(comment ? Code::E115 : Code::E112, line);
  } else if (!expected && indentation > previous_.indentation) {
    report(comment ? Code::E116 : Code::E113, line);
  }
  if (expected && indentation > previous_.indentation + (tabs ? 8 : 4)) {
    report(Code::E117, line, comment ? 1 : 0);
  }
}

bool LineSequence::is_docstring(const Token& string) const {
  const std::string_view text = file_.text().slice(string.span());
  const std::string_view prefix = text.substr(0, text.find_first_of("\"'"));
  return prefix.empty() || prefix == "u" || prefix == "r" || prefix == "ur";
}

void LineSequence::remember(const LogicalLine& line) {
  previous_.exists = true;
  previous_.is_decorator = line.first() == TokenKind::At;
  previous_.is_docstring = line.first() == TokenKind::String && is_docstring(line.tokens.front());
  previous_.ends_with_colon = line.ends_with_colon();
  previous_.indentation = line.indentation;
  if (line.indentation != 0) return;
  // pycodestyle does not count an async def here.
  const bool definition = line.first() == TokenKind::Kw_def || line.first() == TokenKind::Kw_class;
  const char behind = file_.at(line.tokens.front().end);
  after_definition_ = definition && (behind == ' ' || behind == '\\');
}

}  // namespace fastidious::style
