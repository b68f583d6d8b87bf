#include "repo/attributes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "text/words.h"

namespace fastidious::repo {
namespace {

constexpr std::string_view kBlanks = " \t\r";

// Takes the first word of `line`.
std::string_view take_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(kBlanks));
  line.remove_prefix(word.size());
  return word;
}

// What the attributes of one line say; nothing where they do not speak of it.
std::optional<bool> says_generated(std::string_view attributes) {
  constexpr std::string_view kName = "linguist-generated";
  std::optional<bool> said;
  while (true) {
    std::string_view word = take_word(attributes);
    if (word.empty()) return said;
    const bool negated = word.starts_with('-') || word.starts_with('!');
    word.remove_prefix(negated ? 1 : 0);
    if (!word.starts_with(kName)) continue;
    const std::string_view value = word.substr(kName.size());
    if (value.empty() || value == "=true") said = !negated;
    if (value == "=false") said = false;
  }
}

}  // namespace

void add_generated(std::string_view attributes, RoleOverrides& roles) {
  std::vector<std::string> patterns;
  while (!attributes.empty()) {
    const std::size_t end = std::min(attributes.find('\n'), attributes.size());
    std::string_view line = attributes.substr(0, end);
    attributes.remove_prefix(std::min(end + 1, attributes.size()));
    const std::string_view pattern = take_word(line);
    // git takes no negative patterns here; the few in quotes hold blanks.
    if (contains_any(pattern.substr(0, 1), {"#", "!", "\""})) continue;
    const std::optional<bool> said = says_generated(line);
    if (!said) continue;
    if (*said) {
      patterns.emplace_back(pattern);
    } else {
      patterns.clear();
    }
  }
  GlobList& generated = roles.globs[static_cast<std::size_t>(Role::Generated)];
  if (generated.empty()) generated = GlobList(std::move(patterns));
}

void add_generated(const FileSystem& files, RoleOverrides& roles) {
  const FileResult<SourceText> text = files.read(".gitattributes", limits::kMaxIgnoreFileBytes);
  if (text) add_generated(text->view(), roles);
}

}  // namespace fastidious::repo
