#include "app/text/docstring.h"

#include <utf8proc.h>

#include <algorithm>
#include <cctype>
#include <vector>

namespace fastidious::app {
namespace {

constexpr std::size_t kTab = 8;

std::string with_tabs_expanded(std::string_view text) {
  std::string result;
  std::size_t column = 0;
  for (const char c : text) {
    if (c == '\t') {
      const std::size_t blanks = kTab - column % kTab;
      result.append(blanks, ' ');
      column += blanks;
    } else {
      result += c;
      column = c == '\n' ? 0 : column + 1;
    }
  }
  return result;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find('\n', begin);
    lines.emplace_back(text.substr(begin, end == text.npos ? text.npos : end - begin));
    if (end == text.npos) return lines;
    begin = end + 1;
  }
}

bool is_blank(std::string_view line) {
  return std::all_of(line.begin(), line.end(),
                     [](unsigned char c) { return std::isspace(c) != 0; });
}

// 0 for blank lines: they have no say.
std::size_t margin_of(const std::vector<std::string>& lines) {
  std::size_t margin = std::string::npos;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!is_blank(lines[i])) margin = std::min(margin, lines[i].find_first_not_of(" \f\v\r"));
  }
  return margin;
}

}  // namespace

std::string stripped(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\r\f\v";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1));
}

std::string clean_docstring(std::string_view text) {
  std::vector<std::string> lines = lines_of(with_tabs_expanded(text));
  const std::size_t margin = margin_of(lines);
  lines.front().erase(0,
                      std::min(lines.front().find_first_not_of(" \t\r\f\v"), lines.front().size()));
  for (std::size_t i = 1; i < lines.size() && margin != std::string::npos; ++i) {
    lines[i].erase(0, margin);
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  while (!lines.empty() && lines.front().empty()) lines.erase(lines.begin());
  std::string result;
  for (const std::string& line : lines) {
    if (&line != &lines.front()) result += '\n';
    result += line;
  }
  return result;
}

std::string title_case(std::string_view text) {
  std::string result(text);
  bool in_word = false;
  for (char& c : result) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = std::isalpha(byte) != 0 || byte >= 0x80;
    if (std::isalpha(byte) != 0) {
      c = static_cast<char>(in_word ? std::tolower(byte) : std::toupper(byte));
    }
    in_word = letter;
  }
  return result;
}

std::string replaced(std::string_view text, char from, char to) {
  std::string result(text);
  std::replace(result.begin(), result.end(), from, to);
  return result;
}

std::string only_word_characters(std::string_view text) {
  std::string result;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    utf8proc_int32_t code = 0;
    const auto left = static_cast<utf8proc_ssize_t>(text.size() - at);
    const auto size = static_cast<std::size_t>(
        std::max<utf8proc_ssize_t>(1, utf8proc_iterate(bytes + at, left, &code)));
    const auto category = utf8proc_category(code);
    const bool word = code == '_' ||
                      (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
                      (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
    if (word) {
      result += text.substr(at, size);
    } else {
      result += '_';
    }
    at += size;
  }
  return result;
}

}  // namespace fastidious::app
