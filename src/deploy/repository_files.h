#pragma once
// Which files and folders the repository has.

#include <string>
#include <string_view>
#include <vector>

#include "deploy/manifests.h"
#include "repo/inventory.h"

namespace fastidious::deploy {

class RepositoryFiles {
 public:
  explicit RepositoryFiles(const repo::Inventory& inventory);

  bool has_file(std::string_view path) const;
  // A folder with something in it; "" is the root.
  bool has_folder(std::string_view path) const;
  bool has(std::string_view path) const { return has_file(path) || has_folder(path); }
  // The files whose path is `end` or ends with "/" and `end`, by path.
  std::vector<std::string_view> ending_with(std::string_view end) const;
  // Folders below the root that are whole repositories of somebody else, copied: with a licence and
  // workflows of their own, which nothing runs there.
  std::vector<std::string_view> copied_repositories() const;
  // Whether the path lies in one of them.
  bool is_copied(std::string_view path) const;
  // All files, by path.
  const std::vector<std::string_view>& all() const { return paths_; }

 private:
  // Whether a manifest of Python's packages lies elsewhere: else a folder is the project itself.
  bool has_manifest_outside(const std::vector<std::string_view>& folders) const;
  std::vector<std::string_view> paths_;
};

}  // namespace fastidious::deploy
