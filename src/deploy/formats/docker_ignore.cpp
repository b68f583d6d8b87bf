#include "deploy/formats/docker_ignore.h"

#include <algorithm>

#include "text/glob.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

std::string_view without_start(std::string_view glob) {
  while (glob.starts_with("./")) glob.remove_prefix(2);
  while (glob.starts_with('/')) glob.remove_prefix(1);
  while (glob.size() > 1 && glob.ends_with('/')) glob.remove_suffix(1);
  return glob;
}

// Whether the pattern matches the path or a folder above it.
bool covers(std::string_view glob, std::string_view path) {
  if (glob == "." || glob == "*" || glob == "**") return true;
  for (std::size_t end = path.find('/'); end != path.npos; end = path.find('/', end + 1)) {
    if (matches_glob(glob, path.substr(0, end))) return true;
  }
  return matches_glob(glob, path);
}

}  // namespace

DockerIgnore::DockerIgnore(std::string_view text) {
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at < text.size() && patterns_.size() < kMaxIgnorePatterns) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = trimmed(text.substr(at, end - at));
    at = std::min(end + 1, text.size());
    if (line.empty() || line.starts_with('#')) continue;
    const auto begin = static_cast<Offset>(line.data() - text.data());
    IgnorePattern pattern;
    pattern.span = {begin, begin + static_cast<Offset>(line.size())};
    pattern.is_negated = line.starts_with('!');
    if (pattern.is_negated) line.remove_prefix(1);
    pattern.glob = without_start(trimmed(line));
    if (!pattern.glob.empty()) patterns_.push_back(std::move(pattern));
  }
}

bool DockerIgnore::excludes(std::string_view path) const {
  bool excluded = false;
  for (const IgnorePattern& pattern : patterns_) {
    if (excluded == pattern.is_negated && covers(pattern.glob, path)) {
      excluded = !pattern.is_negated;
    }
  }
  return excluded;
}

}  // namespace fastidious::deploy
