#include "report/excerpt.h"

#include <algorithm>

#include "report/wording.h"

namespace fastidious::report {
namespace {

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// The longest start of `text` with at most `columns` code points.
std::string_view first_columns(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  while (at < text.size() && (columns > 0 || (text[at] & 0xC0) == 0x80)) {
    columns -= (text[at] & 0xC0) != 0x80 ? 1 : 0;
    ++at;
  }
  return text.substr(0, at);
}

std::string printable(std::string_view text) {
  std::string out;
  append_printable(out, text);
  return out;
}

}  // namespace

Excerpt excerpt_of(const Report& report, const Redactor& redactor, const findings::Finding& finding,
                   std::uint32_t width) {
  if (!finding.file || finding.file.value >= report.files.size()) {
    return {};
  }
  const File& file = report.files[finding.file.value];
  if (file.text == nullptr || file.lines == nullptr || finding.span.begin > file.text->size()) {
    return {};
  }
  Excerpt excerpt;
  excerpt.line = file.lines->line_of(finding.span.begin);
  const Offset start = file.lines->start_of(excerpt.line);
  const std::string_view all =
      without_line_end(file.text->slice(file.lines->line_span(excerpt.line)));
  std::string line(first_columns(all, std::size_t{width} + 1));
  redactor.mask(finding.file, start, line);
  const std::size_t begin = std::min<std::size_t>(finding.span.begin - start, line.size());
  const std::size_t end = std::clamp<std::size_t>(finding.span.end - start, begin, line.size());
  const std::string before = printable(std::string_view(line).substr(0, begin));
  const std::string marked = printable(std::string_view(line).substr(begin, end - begin));
  const std::string whole = before + marked + printable(std::string_view(line).substr(end));
  if (whole.find_first_not_of(' ') == std::string::npos) {
    return {};
  }
  excerpt.code = first_columns(whole, width);
  if (excerpt.code.size() < whole.size()) {
    excerpt.code += "…";
  }
  const std::size_t left = std::min<std::size_t>(columns_of(before), width);
  const std::size_t length =
      std::clamp<std::size_t>(columns_of(marked), 1, std::max<std::size_t>(width - left, 1));
  excerpt.carets = std::string(left, ' ') + std::string(length, '^');
  return excerpt;
}

}  // namespace fastidious::report
