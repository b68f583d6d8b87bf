#include "style/logical_text.h"

#include <algorithm>

namespace fastidious::style {
namespace {

// The bytes of a string literal before and behind its contents.
std::pair<std::size_t, std::size_t> wrapping_of(std::string_view literal) {
  const char quote = literal.back();
  std::size_t start = literal.find(quote) + 1;
  std::size_t end = 1;
  const std::string_view tail =
      literal.substr(literal.size() - std::min<std::size_t>(3, literal.size()));
  if (tail == "\"\"\"" || tail == "'''") {
    start += 2;
    end += 2;
  }
  return {start, end};
}

bool has_line_break(std::string_view text) {
  return text.find_first_of("\r\n") != std::string_view::npos;
}

}  // namespace

void LogicalText::build(const FileView& file, const LogicalLine& line) {
  text_.clear();
  ends_.clear();
  ends_.push_back({0, line.begin()});
  const Token* before = nullptr;
  for (const Token& token : line.tokens) {
    if (before != nullptr && before->end != token.begin) append_gap(file, *before, token);
    append_token(file, token);
    ends_.push_back({text_.size(), token.end});
    before = &token;
  }
}

// Between rows there is one space, or nothing inside brackets.
void LogicalText::append_gap(const FileView& file, const Token& before, const Token& token) {
  const std::string_view gap = file.text().slice({before.end, token.begin});
  if (!has_line_break(gap)) {
    text_ += gap;
    return;
  }
  if (before.kind == TokenKind::Comma ||
      (!is_one_of(before.kind, kOpening) && !is_one_of(token.kind, kClosing))) {
    text_ += ' ';
  }
}

void LogicalText::append_token(const FileView& file, const Token& token) {
  const std::string_view written = file.text().slice(token.span());
  if (token.kind == TokenKind::FStringMiddle) {
    text_.append(written.size(), 'x');
  } else if (token.kind == TokenKind::String) {
    const auto [start, end] = wrapping_of(written);
    text_ += written.substr(0, start);
    if (written.size() > start + end) text_.append(written.size() - start - end, 'x');
    text_ += written.substr(written.size() - end);
  } else {
    text_ += written;
  }
}

Offset LogicalText::place_of(std::size_t index) const {
  const auto at = std::partition_point(ends_.begin(), ends_.end(),
                                       [&](TokenEnd end) { return end.index < index; });
  return at->place - static_cast<Offset>(at->index - index);
}

}  // namespace fastidious::style
