#pragma once
// The ignore rules of git (https://git-scm.com/docs/gitignore), with and without a repository.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fastidious::repo {

enum class Verdict : std::uint8_t { Unsaid, Ignored, Kept };

// The patterns of one ignore file.
class IgnorePatterns {
 public:
  // `base` is the directory that holds the file: "" or "a/b/". Paths below it are matched.
  IgnorePatterns(std::string_view text, std::string base);

  // What the last pattern that matches says. `path` starts with the base.
  Verdict verdict(std::string_view path, bool is_directory) const;
  bool empty() const { return patterns_.empty(); }

 private:
  enum class Shape : std::uint8_t { Name, Suffix, NameGlob, Path, PathGlob };
  struct Pattern {
    std::string text;
    std::size_t literal = 0;  // of a PathGlob: bytes before its first special character
    Shape shape = Shape::Name;
    bool negated = false;
    bool directories_only = false;
  };
  void add(std::string_view line);
  static bool matches(const Pattern& pattern, std::string_view relative, std::string_view name);

  std::string base_;
  std::vector<Pattern> patterns_;
};

// Ignore files from the outermost to that of one directory; what is further in decides first.
struct IgnoreChain {
  std::shared_ptr<const IgnoreChain> outer;
  IgnorePatterns patterns;

  static bool is_ignored(const IgnoreChain* chain, std::string_view path, bool is_directory);
};

}  // namespace fastidious::repo
