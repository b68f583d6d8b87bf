#pragma once
// The shape that formatters give to logical lines of several rows: each row hangs by one level from
// the row that opened its bracket, or closes it where that row starts. Nothing in such a line can
// be wrong with its indentation, so that the checks of columns need not be made.

#include <cstdint>
#include <vector>

#include "style/logical_line.h"

namespace fastidious::style {

class HangingRows {
 public:
  // A logical line starts, whose first row is indented by `indent`; levels of indentation have
  // `size` spaces.
  void start(std::int32_t indent, std::int32_t size) {
    levels_.clear();
    indent_ = indent;
    size_ = size;
    holds_ = true;
  }
  void open(TokenKind bracket) {
    levels_.push_back({indent_, bracket == TokenKind::LeftParen, false});
  }
  void close() {
    if (!levels_.empty()) levels_.pop_back();
  }
  // `token` is the first of a row that is indented by `indent`; `before` is the last token above.
  void begin_row(const Token& before, const Token& token, std::int32_t indent);
  // Something else than this shape has been met.
  void give_up() { holds_ = false; }

  // Whether all rows so far have the shape.
  bool hold() const { return holds_; }
  // Of the last row.
  std::int32_t indent() const { return indent_; }
  // Whether the innermost open bracket is a (.
  bool in_parentheses() const { return !levels_.empty() && levels_.back().parenthesis; }

 private:
  struct Level {
    std::int32_t indent = 0;  // of the row that opened the bracket
    bool parenthesis = false;
    bool ends_row = false;  // whether the bracket was the last token of its row
  };

  std::vector<Level> levels_;
  std::int32_t indent_ = 0;
  std::int32_t size_ = 4;
  bool holds_ = true;
};

inline void HangingRows::begin_row(const Token& before, const Token& token, std::int32_t indent) {
  indent_ = indent;
  if (levels_.empty()) {
    holds_ = false;  // joined by a backslash
    return;
  }
  Level& level = levels_.back();
  level.ends_row = level.ends_row || is_one_of(before.kind, kOpening);
  const std::int32_t hang = is_one_of(token.kind, kClosing) ? 0 : size_;
  holds_ = holds_ && level.ends_row && indent == level.indent + hang;
}

}  // namespace fastidious::style
