#include "style/ruff_exceptions.h"

#include <algorithm>
#include <string_view>

namespace fastidious::style {
namespace {

constexpr std::string_view kBlank = " \t\f\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) + 1 - first);
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool is_one_word_or_url(std::string_view line, std::uint32_t limit) {
  std::string_view words = trimmed(line);
  if (words.starts_with('#')) words = trimmed(words.substr(1));
  const std::size_t space = words.find_last_of(kBlank);
  if (space == words.npos) return true;
  const std::string_view last = words.substr(space + 1);
  const auto begin = static_cast<std::size_t>(last.data() - line.data());
  return last.find("://") != last.npos && code_points(line.substr(0, begin)) <= limit;
}

}  // namespace

bool ruff_lets_pass(const Violation& violation, const SourceText& text, const LineIndex& lines,
                    const Options& options) {
  const std::string_view line = text.slice(lines.line_span(violation.line));
  if (violation.code == Code::E501) return is_one_word_or_url(line, options.max_line_length);
  if (violation.code != Code::E701) return false;
  const std::size_t colon =
      line.find(':', violation.span.begin - lines.line_span(violation.line).begin);
  if (colon == line.npos) return false;
  const std::string_view block = trimmed(line.substr(colon + 1, line.find('#', colon) - colon - 1));
  return block == "...";
}

}  // namespace fastidious::style
