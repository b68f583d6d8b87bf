#pragma once
// Byte offsets to lines and back. Lines end with \n, \r\n or a lone \r, as in CPython.

#include <span>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/source_text.h"

namespace fastidious {

// Line and column as a reader counts: both from 1; the column in Unicode code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend constexpr bool operator==(Position, Position) = default;
};

class LineIndex {
 public:
  LineIndex() = default;
  explicit LineIndex(const SourceText& text);

  // Number of lines; a final newline does not open another one. At least 1.
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size() - 1); }
  // The line (from 1) that holds `at`; offsets past the end belong to the last line.
  std::uint32_t line_of(Offset at) const;
  // Where line `line` (from 1, at most line_count()) starts.
  Offset start_of(std::uint32_t line) const { return starts_[line - 1]; }
  // Line `line` with its line end; `text` is the text that was indexed.
  Span line_span(std::uint32_t line) const { return {starts_[line - 1], starts_[line]}; }
  // Bytes between the line's start and `at` (CPython's col_offset).
  Offset column_bytes(Offset at) const { return at - start_of(line_of(at)); }
  // In constant time for ASCII; else in time that a line's length hardly matters to.
  Position position(const SourceText& text, Offset at) const;
  // Start of each line, then the text's size.
  std::span<const Offset> starts() const { return starts_; }

 private:
  void count_characters(const SourceText& text);
  // Bytes of [0, at) that start no character.
  Offset continuation_bytes_before(const SourceText& text, Offset at) const;

  std::vector<Offset> starts_ = {0, 0};
  bool is_ascii_ = true;
  // continuation_bytes_before() each kBlock bytes; empty where lines are shorter than that.
  std::vector<Offset> continuation_bytes_;
};

// `line` without its line end.
std::string_view without_line_end(std::string_view line);

}  // namespace fastidious
