#pragma once
// One file as the style checks see it: its lines (counted from 0 here), and where to report.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "style/violation.h"
#include "text/line_index.h"
#include "text/source_text.h"

namespace fastidious::style {

using Row = std::uint32_t;

inline bool is_blank(char c) { return c == ' ' || c == '\t'; }
// What Python's str.isspace() says of ASCII characters.
inline bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}
// A character of regular expressions' \w; every non-ASCII one that code can hold is.
bool is_word(char c);

class FileView {
 public:
  FileView(const SourceText& text, const LineIndex& lines, const Options& options);

  const SourceText& text() const { return text_; }
  char at(Offset offset) const { return data_[offset]; }
  const Options& options() const { return options_; }
  bool is_ascii() const { return is_ascii_; }
  bool has_tabs() const { return has_tabs_; }

  Row row_count() const { return row_count_; }
  Offset begin_of(Row row) const { return row == 0 ? start_ : starts_[row]; }
  // Where the row after `row` starts, or the text ends.
  Offset next_row(Row row) const { return starts_[row + 1]; }
  // Where the row's line break stands, or the text ends.
  Offset end_of(Row row) const;
  std::string_view line(Row row) const;  // without its line break
  Row row_of(Offset offset) const;
  // Code points before `offset` in its row.
  std::uint32_t column(Row row, Offset offset) const;

 private:
  const SourceText& text_;
  const char* data_;
  const Options& options_;
  const LineIndex& lines_;
  std::span<const Offset> starts_;
  Offset start_;
  Row row_count_;
  bool is_ascii_;
  bool has_tabs_;
};

// The width of a line's indentation, tabs to multiples of eight; what pycodestyle calls
// expand_indent, with its rule that other white space counts only where the text holds no tab.
std::int32_t indentation_of(std::string_view line);

// `line` without the white space at its ends, Unicode's included (str.strip).
std::string_view stripped(std::string_view line);

// Whether `text` holds "# noqa" or "# nopep8" as pycodestyle looks for it: one space, any case, and
// a word boundary behind.
bool has_noqa(std::string_view text);

class Report {
 public:
  Report(const FileView& file, std::vector<Violation>& violations)
      : file_(file), violations_(violations) {}

  // At a place of the text. `span` is empty: the character at `offset`.
  void add(Code code, Offset offset, std::uint32_t value = 0, Span span = {});
  // At a row and a column, which may lie behind the end of the row.
  void add_at(Code code, Row row, std::uint32_t column, std::uint32_t value, Span span);

 private:
  const FileView& file_;
  std::vector<Violation>& violations_;
};

}  // namespace fastidious::style
