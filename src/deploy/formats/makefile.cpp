#include "deploy/formats/makefile.h"

#include <algorithm>

#include "text/words.h"

namespace fastidious::deploy {
namespace {

bool is_continued(std::string_view line) { return line.ends_with('\\'); }

// The names in `text`: blanks, line ends and backslashes keep them apart.
std::vector<std::string_view> names_in(std::string_view text) {
  constexpr std::string_view kBetween = " \t\r\n\\|";
  std::vector<std::string_view> names;
  std::size_t at = text.find_first_not_of(kBetween);
  while (at != text.npos) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    names.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kBetween, end);
  }
  return names;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::vector<MakeRule> read() {
    while (!rest_.empty() && rules_.size() <= kMaxMakeRules) {
      if (rest_.starts_with('\t')) {
        add_to_recipe(next_line());
      } else {
        read_logical_line();
      }
    }
    return std::move(rules_);
  }

 private:
  std::string_view next_line() {
    const std::size_t end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  void add_to_recipe(std::string_view line) {
    if (!in_rule_) return;
    std::string& recipe = rules_.back().recipe;
    const std::string_view leading = recipe.ends_with("\\\n") ? "\t " : "\t @-+";
    line.remove_prefix(std::min(line.find_first_not_of(leading), line.size()));
    recipe.append(line).push_back('\n');
  }

  // A line with those that continue it.
  void read_logical_line() {
    const std::string_view start = rest_;
    std::string_view line = next_line();
    while (is_continued(line) && !rest_.empty()) line = next_line();
    const auto size = static_cast<std::size_t>(line.data() + line.size() - start.data());
    const std::string_view whole = start.substr(0, size);
    const std::string_view said = trimmed(whole.substr(0, whole.find('#')));
    if (!said.empty()) read_rule(said);
  }

  void read_rule(std::string_view line) {
    const std::size_t colon = line.find_first_of(":=");
    in_rule_ = false;
    if (colon == line.npos || line[colon] == '=') return;
    const std::size_t end = std::min(line.find_first_not_of(':', colon), line.size());
    const std::string_view after = line.substr(end);
    if (after.starts_with('=') || line.starts_with('.')) return;
    in_rule_ = true;
    rules_.push_back({names_in(line.substr(0, colon)), {}, {}});
    const std::string_view before = after.substr(0, after.find(';'));
    if (before.find('=') == before.npos) rules_.back().prerequisites = names_in(before);
    if (before.size() < after.size()) add_to_recipe(after.substr(before.size() + 1));
  }

  std::string_view rest_;
  std::vector<MakeRule> rules_;
  bool in_rule_ = false;
};

}  // namespace

std::vector<MakeRule> parse_makefile(std::string_view text) {
  if (text.size() > kMaxMakefileBytes) return {};
  return Reader(text).read();
}

}  // namespace fastidious::deploy
