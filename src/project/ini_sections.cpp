#include "project/ini_sections.h"

#include <algorithm>

#include "text/words.h"

namespace fastidious::project {

std::map<std::string, IniSection, std::less<>> read_ini_sections(std::string_view text) {
  std::map<std::string, IniSection, std::less<>> sections;
  std::string* value = nullptr;
  IniSection* section = nullptr;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string_view content = trimmed(line);
    if (content.empty() || content[0] == '#' || content[0] == ';') continue;
    if (line[0] == '[') {
      section = &sections[std::string(content.substr(1, content.find(']') - 1))];
      value = nullptr;
    } else if ((line[0] == ' ' || line[0] == '\t') && value != nullptr) {
      *value += "\n" + std::string(content);
    } else if (section != nullptr) {
      const std::size_t sign = content.find_first_of("=:");
      std::string key(trimmed(content.substr(0, sign)));
      std::replace(key.begin(), key.end(), '_', '-');
      value = &(*section)[key];
      *value = sign == content.npos ? "" : std::string(trimmed(content.substr(sign + 1)));
    }
  }
  return sections;
}

std::vector<std::string> ini_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(", \t\n");
    if (begin == text.npos) break;
    text.remove_prefix(begin);
    if (text[0] == '#') {
      text.remove_prefix(std::min(text.find('\n'), text.size()));
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(", \t\n"), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

}  // namespace fastidious::project
