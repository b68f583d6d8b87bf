#pragma once
// Patterns for paths, as git's wildmatch has them
// (https://git-scm.com/docs/gitignore#_pattern_format):
// * and ? and [a-z] within one component, ** for any number of components.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fastidious {

// Whether the whole of `path` matches `pattern`. Time is at most the product of the two lengths,
// whatever the pattern.
bool matches_glob(std::string_view pattern, std::string_view path);

// The same as the configuration means it: a pattern without '/' (but at its end) matches a name at
// any depth, others match from the root; a directory that matches takes all that is below it.
bool matches_path(std::string_view pattern, std::string_view path);

// A list of such patterns.
class GlobList {
 public:
  GlobList() = default;
  explicit GlobList(std::vector<std::string> patterns) : patterns_(std::move(patterns)) {}

  bool empty() const { return patterns_.empty(); }
  bool matches(std::string_view path) const;
  // Whether something below the directory `path` could match.
  bool may_match_below(std::string_view path) const;

 private:
  std::vector<std::string> patterns_;
};

}  // namespace fastidious
