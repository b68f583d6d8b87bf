#include "style/physical_lines.h"

#include <algorithm>

namespace fastidious::style {
namespace {

using syntax::Token;
using syntax::TokenKind;

// Every line is looked at quickly; only a suspicious one is asked how its end stands in the tokens,
// because pycodestyle does not look at each line, and at some otherwise.
class PhysicalLines {
 public:
  PhysicalLines(const FileView& file, const syntax::TokenStream& tokens, Report& report)
      : file_(file), tokens_(tokens), report_(report), max_(file.options().max_line_length) {}

  IndentCharacters indents() const { return indents_; }

  void run() {
    if (file_.text().size() == file_.text().start()) return;
    find_indent_character();
    const bool tabs = file_.has_tabs() || indent_char_ != ' ';
    for (Row row = 0; row < file_.row_count(); ++row) {
      const Offset begin = file_.begin_of(row);
      const Offset end = file_.end_of(row);
      if (begin == end) continue;
      if (tabs && is_blank(file_.at(begin))) check_indentation(row);
      const char last = file_.at(end - 1);
      if (is_blank(last) || last == '\v' || last == '\f') check_trailing(row, end);
      if (end - begin > max_) check_length(row, end);
    }
    check_last_line();
  }

 private:
  // How pycodestyle comes to look at a line.
  enum class Look { Never, AsLine, InString };

  void find_indent_character();
  void check_indentation(Row row);
  void check_trailing(Row row, Offset end);
  void check_length(Row row, Offset end);
  bool is_exempt(std::string_view line, std::uint32_t length, Row row, bool in_string) const;
  void check_last_line();

  Look look(Row row);
  Look look_in_string(const Token& string);
  Look look_in_interpolated_string(const Token* middle, Row row);
  void find_interpolated_string(const Token* middle);
  Look look_at_backslash(const Token* before, Row row) const;
  bool ends_in_comment(Offset end) const;

  const FileView& file_;
  const syntax::TokenStream& tokens_;
  Report& report_;
  std::uint32_t max_;
  char indent_char_ = 0;
  IndentCharacters indents_;
  // The long string that was asked about last, as a string has many lines.
  const Token* string_begin_ = nullptr;
  const Token* string_end_ = nullptr;
  Row string_row_ = 0;  // of its rows, the first that is looked at
  bool silenced_ = false;
};

// The first character of the first line that starts with white space; E101 changes it.
void PhysicalLines::find_indent_character() {
  for (Row row = 0; row < file_.row_count() && indent_char_ == 0; ++row) {
    const Offset begin = file_.begin_of(row);
    const char first = file_.at(begin);
    if (is_blank(first) || (first == '\xC2' && file_.at(begin + 1) == '\xA0')) {
      indent_char_ = first;
      indents_.change(row, first);
    }
  }
}

void PhysicalLines::check_indentation(Row row) {
  const Offset begin = file_.begin_of(row);
  Offset end = begin;
  Offset first_tab = 0;
  Offset first_other = 0;
  bool has_tab = false;
  bool has_other = false;
  for (; is_blank(file_.at(end)); ++end) {
    if (file_.at(end) == '\t' && !has_tab) first_tab = end, has_tab = true;
    if (file_.at(end) != indent_char_ && !has_other) first_other = end, has_other = true;
  }
  if ((!has_tab && !has_other) || look(row) == Look::Never) return;
  if (has_other) {
    report_.add(Code::E101, first_other, 0, {begin, end});
    indent_char_ = file_.at(begin);
    indents_.change(row, indent_char_);
  }
  if (has_tab) report_.add(Code::W191, first_tab, 0, {begin, end});
}

void PhysicalLines::check_trailing(Row row, Offset end) {
  const Offset begin = file_.begin_of(row);
  while (end > begin && file_.at(end - 1) == '\f') --end;
  Offset kept = end;
  while (kept > begin && (is_blank(file_.at(kept - 1)) || file_.at(kept - 1) == '\v')) --kept;
  if (kept == end || look(row) == Look::Never) return;
  report_.add(kept == begin ? Code::W293 : Code::W291, kept, 0, {kept, end});
}

void PhysicalLines::check_length(Row row, Offset end) {
  std::string_view line = file_.line(row);
  const std::string_view without_start = stripped(line);
  line = line.substr(0, static_cast<std::size_t>(without_start.end() - line.begin()));
  const std::uint32_t length =
      file_.column(row, file_.begin_of(row) + static_cast<Offset>(line.size()));
  if (without_start.empty() || length <= max_) return;
  const Look how = look(row);
  if (how == Look::Never || is_exempt(line, length, row, how == Look::InString)) return;
  if (how == Look::AsLine && file_.options().honour_noqa && has_noqa(file_.line(row))) return;
  Offset beyond = file_.begin_of(row);
  for (std::uint32_t column = 0; beyond < end; ++beyond) {
    column += (static_cast<unsigned char>(file_.at(beyond)) & 0xC0) != 0x80;
    if (column > max_) break;
  }
  report_.add_at(Code::E501, row, max_, length, {beyond, end});
}

// A #! line; and a lone word that cannot be broken, such as a URL, in a comment or a long string.
bool PhysicalLines::is_exempt(std::string_view line, std::uint32_t length, Row row,
                              bool in_string) const {
  if (row == 0 && line.substr(0, 2) == "#!") return true;
  std::string_view words = stripped(line);
  if (words.substr(0, 1) == "#" && stripped(words.substr(1)).size() < words.size() - 1) {
    words = stripped(words.substr(1));
  } else if (!in_string) {
    return false;
  }
  std::uint32_t last_length = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (stripped(words.substr(i, 1)).empty()) return false;
    last_length += (static_cast<unsigned char>(words[i]) & 0xC0) != 0x80;
  }
  return static_cast<std::int64_t>(length) - last_length < static_cast<std::int64_t>(max_) - 7;
}

void PhysicalLines::check_last_line() {
  const Row last = file_.row_count() - 1;
  const Offset end = file_.end_of(last);
  if (look(last) == Look::Never) return;
  if (file_.begin_of(last) == end) {
    Row first = last;
    while (first > 0 && file_.begin_of(first - 1) == file_.end_of(first - 1)) --first;
    report_.add(Code::W391, end, 0, {file_.begin_of(first), file_.text().size()});
  } else if (end == file_.text().size()) {
    report_.add(Code::W292, end);
  }
}

PhysicalLines::Look PhysicalLines::look(Row row) {
  const Offset end = file_.end_of(row);
  const auto& all = tokens_.tokens;
  auto after = std::partition_point(all.begin(), all.end(),
                                    [&](const Token& token) { return token.begin <= end; });
  // Of a token of no length and the one that starts where it stands, the earlier is meant.
  const Token* token = after == all.begin() ? nullptr : &*(after - 1);
  if (token == nullptr) return Look::AsLine;
  if (token->kind == TokenKind::String && end < token->end) return look_in_string(*token);
  if (token->kind == TokenKind::FStringMiddle && end < token->end) {
    return look_in_interpolated_string(token, row);
  }
  const bool continued = end > file_.begin_of(row) && file_.at(end - 1) == '\\';
  return continued && !ends_in_comment(end) ? look_at_backslash(token, row) : Look::AsLine;
}

PhysicalLines::Look PhysicalLines::look_in_string(const Token& string) {
  if (string_begin_ != &string) {
    string_begin_ = string_end_ = &string;
    const Row first = file_.row_of(string.begin);
    const Row last = file_.row_of(string.end - 1);
    const Span lines = {file_.begin_of(first), file_.end_of(last)};
    silenced_ = file_.options().honour_noqa && has_noqa(file_.text().slice(lines));
  }
  return silenced_ ? Look::Never : Look::InString;
}

PhysicalLines::Look PhysicalLines::look_in_interpolated_string(const Token* middle, Row row) {
  if (middle < string_begin_ || middle >= string_end_) find_interpolated_string(middle);
  return silenced_ || row < string_row_ ? Look::Never : Look::InString;
}

// At the end of an f-string, pycodestyle goes back to the row of the f-string that started last, be
// it a nested one: the rows before that are never looked at.
void PhysicalLines::find_interpolated_string(const Token* middle) {
  string_begin_ = middle;
  for (int depth = 1; string_begin_->kind != TokenKind::FStringStart || --depth > 0;) {
    --string_begin_;
    depth += string_begin_->kind == TokenKind::FStringEnd;
  }
  string_row_ = file_.row_of(string_begin_->begin);
  string_end_ = string_begin_ + 1;
  for (int depth = 1; depth > 0; ++string_end_) {
    if (string_end_->kind == TokenKind::FStringStart) {
      ++depth;
      string_row_ = file_.row_of(string_end_->begin);
    } else if (string_end_->kind == TokenKind::FStringEnd) {
      --depth;
    }
  }
  const Row last = file_.row_of(string_end_[-1].begin);
  silenced_ = file_.options().honour_noqa && has_noqa(file_.line(last));
}

// A line that a backslash joins to the next is looked at when its last token is met: if it has one,
// and that is no string that began on an earlier line.
PhysicalLines::Look PhysicalLines::look_at_backslash(const Token* before, Row row) const {
  while (before > tokens_.tokens.data() && before->begin == before->end) --before;
  if (before->end <= file_.begin_of(row)) return Look::Never;
  const bool long_string = before->kind == TokenKind::String && before->begin < file_.begin_of(row);
  return long_string ? Look::Never : Look::AsLine;
}

bool PhysicalLines::ends_in_comment(Offset end) const {
  const auto& comments = tokens_.comments;
  const auto at = std::partition_point(comments.begin(), comments.end(),
                                       [&](Span comment) { return comment.end < end; });
  return at != comments.end() && at->end == end;
}

}  // namespace

char IndentCharacters::at(Row row) {
  for (; next_ < changes_.size() && changes_[next_].row <= row; ++next_) {
    current_ = changes_[next_].character;
  }
  return current_;
}

IndentCharacters check_physical_lines(const FileView& file, const syntax::TokenStream& tokens,
                                      Report& report) {
  PhysicalLines lines(file, tokens, report);
  lines.run();
  return lines.indents();
}

}  // namespace fastidious::style
