#pragma once
// A logical line's tokens as CPython's tokenize module has them: with comments and line breaks, and
// with rows and columns. Made only for the lines whose checks need them.

#include <vector>

#include "style/logical_line.h"

namespace fastidious::style {

// Kinds that syntax::TokenKind has no need of.
inline constexpr TokenKind kComment = static_cast<TokenKind>(254);
inline constexpr TokenKind kLineBreak = static_cast<TokenKind>(255);  // tokenize.NL

struct PhysicalToken {
  TokenKind kind = TokenKind::EndOfFile;
  Row row = 0;  // from the first row of the logical line
  Row end_row = 0;
  std::int32_t column = 0;  // code points
  std::int32_t end_column = 0;
  Span span;
};

class PhysicalTokens {
 public:
  // Reads `line` of `file`; ends with the Newline.
  void build(const FileView& file, const LogicalLine& line);
  const std::vector<PhysicalToken>& tokens() const { return tokens_; }

 private:
  void add_comments_before(Offset offset);
  void add_line_breaks_before(Offset offset);
  void add(TokenKind kind, Span span);
  std::int32_t column_of(Offset offset);

  const FileView* file_ = nullptr;
  std::span<const Span> comments_;
  std::vector<PhysicalToken> tokens_;
  Row first_row_ = 0;
  Row row_ = 0;  // where the last token ended
  Offset end_ = 0;
  Offset next_row_ = 0;  // where the row after row_ starts
  Offset counted_ = 0;   // the columns up to here have been counted
  std::int32_t count_ = 0;
};

}  // namespace fastidious::style
