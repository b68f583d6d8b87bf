#pragma once
// CODEOWNERS: who is responsible for which paths
// (https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners).

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/file_system.h"

namespace fastidious::repo {

class CodeOwners {
 public:
  CodeOwners() = default;
  explicit CodeOwners(std::string_view text);

  // The owners of a path as the file writes them, "@org/team ann@example.org": those of the last
  // pattern that matches; "" if none does, or it has none.
  std::string of(std::string_view path) const;
  bool empty() const { return lines_.empty(); }

 private:
  std::vector<std::pair<std::string, std::string>> lines_;  // pattern, owners
};

// The file where GitHub looks for it: .github/, the root, docs/. Empty without one.
CodeOwners read_code_owners(const FileSystem& files);

}  // namespace fastidious::repo
