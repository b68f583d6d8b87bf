#include "deploy/formats/sections.h"

#include <algorithm>

#include "text/words.h"

namespace fastidious::deploy {
namespace {

bool is_comment(std::string_view line) { return line.empty() || line[0] == '#' || line[0] == ';'; }

// Both formats have lines of `[section]` and `key = value`; this is all that is asked of them here.
class SectionReader {
 public:
  explicit SectionReader(std::string_view text) : text_(text) {}

  std::vector<Section> read() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      read_line(at, text_.substr(at, end - at));
      at = end + 1;
    }
    return std::move(sections_);
  }

 private:
  void read_line(std::size_t at, std::string_view line) {
    const std::string_view content = trimmed(line);
    if (!quote_.empty()) {
      if (!content.empty()) extend_last(content);
      if (content.find(quote_) != content.npos) quote_ = {};
      return;
    }
    if (is_comment(content)) return;
    if (line[0] == '[' && content.find(']') != content.npos) {
      const std::size_t close = content.rfind(']');
      const std::size_t open = content.find_first_not_of('[');
      const Span header{static_cast<Offset>(at), static_cast<Offset>(at + content.size())};
      const std::string_view name = content.substr(open, content.find(']') - open);
      sections_.push_back({open <= close ? name : std::string_view{}, header, {}});
      return;
    }
    if (sections_.empty()) return;
    std::vector<SectionEntry>& settings = sections_.back().settings;
    const std::size_t sign = content.find_first_of("=:");
    const bool goes_on = line[0] == ' ' || line[0] == '\t' || line[0] == ']';
    if (goes_on && !settings.empty()) {
      extend_last(content);
    } else if (sign != content.npos) {
      const std::string_view value = trimmed(content.substr(sign + 1));
      settings.push_back({trimmed(content.substr(0, sign)), value});
      const bool is_quoted = value.starts_with(R"(""")") || value.starts_with("'''");
      if (is_quoted && value.find(value.substr(0, 3), 3) == value.npos) quote_ = value.substr(0, 3);
    }
  }

  void extend_last(std::string_view content) {
    SectionEntry& last = sections_.back().settings.back();
    const char* end = content.data() + content.size();
    last.value = {last.value.data(), static_cast<std::size_t>(end - last.value.data())};
  }

  std::string_view text_;
  std::string_view quote_;  // of a text of several lines that is not closed yet
  std::vector<Section> sections_;
};

}  // namespace

std::string_view Section::value_of(std::string_view key) const {
  for (const SectionEntry& one : settings) {
    if (one.key == key) return one.value;
  }
  return {};
}

std::vector<Section> parse_sections(std::string_view text) { return SectionReader(text).read(); }

}  // namespace fastidious::deploy
