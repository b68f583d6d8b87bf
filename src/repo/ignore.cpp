#include "repo/ignore.h"

#include "text/glob.h"

namespace fastidious::repo {
namespace {

constexpr std::string_view kSpecial = "*?[\\";

// Spaces at the end do not count unless a backslash stands before them.
std::string_view without_trailing_spaces(std::string_view line) {
  std::size_t keep = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      keep = std::min(++i + 1, line.size());
    } else if (line[i] != ' ') {
      keep = i + 1;
    }
  }
  return line.substr(0, keep);
}

bool is_literal(std::string_view text) { return text.find_first_of(kSpecial) == text.npos; }

// git compares the part before the first special character by itself, so that in "b**/c" the ** is
// as good as one at the start of a component (dir.c, match_pathname).
bool matches_path(std::string_view pattern, std::size_t literal, std::string_view path) {
  return path.starts_with(pattern.substr(0, literal)) &&
         matches_glob(pattern.substr(literal), path.substr(literal));
}

}  // namespace

IgnorePatterns::IgnorePatterns(std::string_view text, std::string base) : base_(std::move(base)) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    text.remove_prefix(3);
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (!line.starts_with('#')) {
      add(without_trailing_spaces(line));
    }
  }
}

void IgnorePatterns::add(std::string_view line) {
  Pattern pattern;
  if (line.starts_with('!')) {
    pattern.negated = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.directories_only = true;
    line.remove_suffix(1);
  }
  if (line.empty()) {
    return;
  }
  if (line.find('/') == line.npos) {
    const bool suffix = line.starts_with('*') && is_literal(line.substr(1));
    pattern.shape = is_literal(line) ? Shape::Name : suffix ? Shape::Suffix : Shape::NameGlob;
    line.remove_prefix(suffix ? 1 : 0);
  } else {
    line.remove_prefix(line.starts_with('/') ? 1 : 0);
    pattern.shape = is_literal(line) ? Shape::Path : Shape::PathGlob;
  }
  pattern.text = line;
  pattern.literal = std::min(line.find_first_of(kSpecial), line.size());
  patterns_.push_back(std::move(pattern));
}

bool IgnorePatterns::matches(const Pattern& pattern, std::string_view relative,
                             std::string_view name) {
  switch (pattern.shape) {
    case Shape::Name: return name == pattern.text;
    case Shape::Suffix: return name.ends_with(pattern.text);
    case Shape::NameGlob: return matches_glob(pattern.text, name);
    case Shape::Path: return relative == pattern.text;
    case Shape::PathGlob: return matches_path(pattern.text, pattern.literal, relative);
  }
  return false;
}

Verdict IgnorePatterns::verdict(std::string_view path, bool is_directory) const {
  const std::string_view relative = path.substr(base_.size());
  const std::size_t slash = path.rfind('/');
  const std::string_view name = slash == path.npos ? path : path.substr(slash + 1);
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if ((is_directory || !pattern->directories_only) && matches(*pattern, relative, name)) {
      return pattern->negated ? Verdict::Kept : Verdict::Ignored;
    }
  }
  return Verdict::Unsaid;
}

bool IgnoreChain::is_ignored(const IgnoreChain* chain, std::string_view path, bool is_directory) {
  for (; chain != nullptr; chain = chain->outer.get()) {
    const Verdict verdict = chain->patterns.verdict(path, is_directory);
    if (verdict != Verdict::Unsaid) {
      return verdict == Verdict::Ignored;
    }
  }
  return false;
}

}  // namespace fastidious::repo
