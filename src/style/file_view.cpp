#include "style/file_view.h"

#include <algorithm>
#include <cstring>

#include "syntax/character.h"

namespace fastidious::style {
namespace {

// Reads eight bytes at a time, up to seven of them from the padding, which is zero.
bool holds_only_ascii(const SourceText& text) {
  std::uint64_t any = 0;
  for (Offset i = 0; i < text.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    any |= word;
  }
  return (any & 0x8080808080808080u) == 0;
}

// Neither white space nor part of a character that may be.
bool is_visible_ascii(char c) { return c > ' '; }

// The length of the white space character at the start of `text`, 0 if there is none: ASCII, and
// what else str.isspace() accepts (U+0085, U+00A0, U+1680, U+2000-200A, U+2028, U+2029, U+202F,
// U+205F, U+3000).
std::size_t space_length(std::string_view text) {
  if (text.empty()) return 0;
  if (is_space(text[0])) return 1;
  const std::string_view two = text.substr(0, 2);
  if (two == "\xC2\x85" || two == "\xC2\xA0") return 2;
  const std::string_view three = text.substr(0, 3);
  if (three == "\xE1\x9A\x80" || three == "\xE2\x81\x9F" || three == "\xE3\x80\x80") return 3;
  if (three.size() == 3 && three.substr(0, 2) == "\xE2\x80") {
    const auto last = static_cast<unsigned char>(three[2]);
    return last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0;
  }
  return 0;
}

// The same for the end of `text`.
std::size_t last_space_length(std::string_view text) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(3, text.size()); ++length) {
    if (space_length(text.substr(text.size() - length)) == length) return length;
  }
  return 0;
}

}  // namespace

bool is_word(char c) { return syntax::is_identifier_part(c); }

FileView::FileView(const SourceText& text, const LineIndex& lines, const Options& options)
    : text_(text),
      data_(text.data()),
      options_(options),
      lines_(lines),
      starts_(lines.starts()),
      start_(text.start()),
      row_count_(lines.line_count()),
      is_ascii_(holds_only_ascii(text)),
      has_tabs_(std::memchr(text.data(), '\t', text.size()) != nullptr) {}

Offset FileView::end_of(Row row) const {
  const Offset begin = begin_of(row);
  Offset end = next_row(row);
  if (end > begin && at(end - 1) == '\n') --end;
  if (end > begin && at(end - 1) == '\r') --end;
  return end;
}

std::string_view FileView::line(Row row) const { return text_.slice({begin_of(row), end_of(row)}); }

Row FileView::row_of(Offset offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto row = static_cast<Row>(after - starts_.begin());
  return std::min(row == 0 ? 0 : row - 1, row_count_ - 1);
}

std::uint32_t FileView::column(Row row, Offset offset) const {
  const Offset begin = begin_of(row);
  if (is_ascii_ || offset <= begin) {
    return offset <= begin ? 0 : offset - begin;
  }
  const Position position = lines_.position(text_, offset);
  if (position.line == row + 1) {
    return position.column - 1;
  }
  std::uint32_t column = 0;
  for (Offset i = begin; i < offset; ++i) {
    column += (static_cast<unsigned char>(at(i)) & 0xC0) != 0x80;
  }
  return column;
}

std::int32_t indentation_of(std::string_view line) {
  const std::size_t spaces = std::min(line.find_first_not_of(' '), line.size());
  // Nearly always: spaces, and nothing or a character that is no white space of any kind.
  if (spaces == line.size() || line[spaces] > ' ') return static_cast<std::int32_t>(spaces);
  std::int32_t width = 0;
  if (line.find('\t') == std::string_view::npos) {
    while (const std::size_t length = space_length(line)) {
      line.remove_prefix(length);
      ++width;
    }
    return width;
  }
  for (char c : line) {
    if (!is_blank(c)) break;
    width = c == '\t' ? width / 8 * 8 + 8 : width + 1;
  }
  return width;
}

std::string_view stripped(std::string_view line) {
  while (!line.empty() && !is_visible_ascii(line.front())) {
    const std::size_t length = space_length(line);
    if (length == 0) break;
    line.remove_prefix(length);
  }
  while (!line.empty() && !is_visible_ascii(line.back())) {
    const std::size_t length = last_space_length(line);
    if (length == 0) break;
    line.remove_suffix(length);
  }
  return line;
}

bool has_noqa(std::string_view text) {
  const auto lower = [&](std::size_t i) { return i < text.size() ? text[i] | 0x20 : '\0'; };
  for (std::size_t i = text.find('#'); i != std::string_view::npos; i = text.find('#', i + 1)) {
    if (i + 1 >= text.size() || text[i + 1] != ' ' || lower(i + 2) != 'n' || lower(i + 3) != 'o') {
      continue;
    }
    std::size_t end = 0;
    if (lower(i + 4) == 'q' && lower(i + 5) == 'a') {
      end = i + 6;
    } else if (lower(i + 4) == 'p' && lower(i + 5) == 'e' && lower(i + 6) == 'p' &&
               i + 7 < text.size() && text[i + 7] == '8') {
      end = i + 8;
    }
    if (end != 0 && (end >= text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

void Report::add(Code code, Offset offset, std::uint32_t value, Span span) {
  if (!file_.options().codes.contains(code)) return;
  const Row row = file_.row_of(offset);
  add_at(code, row, file_.column(row, offset), value, span.empty() ? Span{offset, offset} : span);
}

void Report::add_at(Code code, Row row, std::uint32_t column, std::uint32_t value, Span span) {
  if (file_.options().codes.contains(code)) {
    violations_.push_back({row + 1, column, code, value, span});
  }
}

}  // namespace fastidious::style
