#include "repo/code_owners.h"

#include <algorithm>

#include "base/limits.h"
#include "text/glob.h"

namespace fastidious::repo {
namespace {

constexpr std::string_view kPlaces[] = {".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"};
constexpr std::string_view kBlanks = " \t\r";

// The words of a line up to a comment.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  while (true) {
    const std::size_t begin = line.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos || line[begin] == '#') return words;
    line.remove_prefix(begin);
    const std::size_t end = std::min(line.find_first_of(kBlanks), line.size());
    words.emplace_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

bool is_owned_by(std::string_view pattern, std::string_view path) {
  const bool anchored = pattern.starts_with('/');
  if (anchored) pattern.remove_prefix(1);
  if (!matches_path(pattern, path)) return false;
  // "docs/*" is about the files of the folder alone.
  if (pattern.ends_with("/*")) {
    const auto slashes = [](std::string_view text) {
      return std::count(text.begin(), text.end(), '/');
    };
    return slashes(pattern) == slashes(path);
  }
  const bool one_name = pattern.find('/') >= pattern.size() - 1;
  if (!anchored || !one_name) return true;
  const std::string_view name = pattern.substr(0, pattern.find('/'));
  return matches_glob(name, path.substr(0, path.find('/')));
}

}  // namespace

CodeOwners::CodeOwners(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::vector<std::string> words = words_of(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (words.empty()) continue;
    std::string owners;
    for (std::size_t i = 1; i < words.size(); ++i) owners += (i > 1 ? " " : "") + words[i];
    lines_.emplace_back(words[0], std::move(owners));
  }
}

std::string CodeOwners::of(std::string_view path) const {
  for (auto line = lines_.rbegin(); line != lines_.rend(); ++line) {
    if (is_owned_by(line->first, path)) return line->second;
  }
  return {};
}

CodeOwners read_code_owners(const FileSystem& files) {
  for (const std::string_view place : kPlaces) {
    if (const auto text = files.read(place, limits::kMaxTextBytes)) return CodeOwners(text->view());
  }
  return {};
}

}  // namespace fastidious::repo
