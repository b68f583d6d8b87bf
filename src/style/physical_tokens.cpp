#include "style/physical_tokens.h"

namespace fastidious::style {

void PhysicalTokens::build(const FileView& file, const LogicalLine& line) {
  file_ = &file;
  comments_ = line.comments;
  tokens_.clear();
  first_row_ = row_ = line.first_row;
  next_row_ = file.next_row(row_);
  counted_ = end_ = file.begin_of(row_);
  count_ = 0;
  for (const Token& token : line.tokens) {
    add_comments_before(token.begin);
    add_line_breaks_before(token.begin);
    add(token.kind, token.span());
  }
  add_comments_before(line.newline);
  add_line_breaks_before(line.newline);
  add(TokenKind::Newline, {line.newline, line.newline});
}

void PhysicalTokens::add_comments_before(Offset offset) {
  while (!comments_.empty() && comments_.front().begin < offset) {
    add_line_breaks_before(comments_.front().begin);
    add(kComment, comments_.front());
    comments_ = comments_.subspan(1);
  }
}

// The ends of the rows up to `offset`, but of those that a backslash joins.
void PhysicalTokens::add_line_breaks_before(Offset offset) {
  while (offset >= next_row_ && row_ + 1 < file_->row_count()) {
    const Offset end = file_->end_of(row_);
    const bool in_comment = !tokens_.empty() && tokens_.back().kind == kComment && end_ == end;
    if (in_comment || end == 0 || file_->at(end - 1) != '\\') {
      add(kLineBreak, {end, end});
    }
    ++row_;
    counted_ = file_->begin_of(row_);
    count_ = 0;
    next_row_ = file_->next_row(row_);
  }
}

void PhysicalTokens::add(TokenKind kind, Span span) {
  PhysicalToken token{kind, row_ - first_row_, row_ - first_row_, column_of(span.begin), 0, span};
  // Only the text of an f-string ends where a row starts.
  while (!span.empty() && span.end >= next_row_ && row_ + 1 < file_->row_count()) {
    ++row_;
    counted_ = file_->begin_of(row_);
    count_ = 0;
    next_row_ = file_->next_row(row_);
  }
  token.end_row = row_ - first_row_;
  token.end_column = column_of(span.end);
  end_ = span.end;
  tokens_.push_back(token);
}

// Columns are asked for from left to right; each byte is counted once.
std::int32_t PhysicalTokens::column_of(Offset offset) {
  if (file_->is_ascii()) return static_cast<std::int32_t>(offset - file_->begin_of(row_));
  for (; counted_ < offset; ++counted_) {
    count_ += (static_cast<unsigned char>(file_->at(counted_)) & 0xC0) != 0x80;
  }
  return count_;
}

}  // namespace fastidious::style
