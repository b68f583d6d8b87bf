#pragma once
// A logical line as pycodestyle writes it down for its regular expressions: one line, the contents
// of strings replaced by x, comments left out. Made only for lines that look suspicious.

#include <string>
#include <string_view>
#include <vector>

#include "style/logical_line.h"

namespace fastidious::style {

class LogicalText {
 public:
  void build(const FileView& file, const LogicalLine& line);

  std::string_view text() const { return text_; }
  // The place in the file that stands at `index` of the text.
  Offset place_of(std::size_t index) const;

 private:
  struct TokenEnd {
    std::size_t index;
    Offset place;
  };
  void append_gap(const FileView& file, const Token& before, const Token& token);
  void append_token(const FileView& file, const Token& token);

  std::string text_;
  std::vector<TokenEnd> ends_;
};

}  // namespace fastidious::style
