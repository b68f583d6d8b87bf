#pragma once
// Which file of the repository a tool speaks of: tools run in other folders, and on other machines.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fastidious::evidence {

class Paths {
 public:
  // `paths` are the repository's files, and must outlive it.
  explicit Paths(const std::vector<std::string_view>& paths);

  // The file that `reported` in a file read from `source` is: the path itself, the path seen from
  // the source's folder, the only file whose path ends with it, or the longest that it ends with.
  // Empty if there is none, or several.
  std::string_view find(std::string_view reported, std::string_view source) const;

 private:
  std::map<std::string_view, std::vector<std::string_view>, std::less<>> by_name_;
};

}  // namespace fastidious::evidence
