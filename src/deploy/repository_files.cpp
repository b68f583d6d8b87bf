#include "deploy/repository_files.h"

#include <algorithm>

#include "text/paths.h"

namespace fastidious::deploy {

RepositoryFiles::RepositoryFiles(const repo::Inventory& inventory) {
  paths_.reserve(inventory.files.size());
  for (const repo::RepositoryFile& file : inventory.files) paths_.push_back(file.path);
  std::sort(paths_.begin(), paths_.end());
}

bool RepositoryFiles::has_file(std::string_view path) const {
  return std::binary_search(paths_.begin(), paths_.end(), path);
}

bool RepositoryFiles::has_folder(std::string_view path) const {
  if (path.empty()) return true;
  const std::string below = std::string(path) + "/";
  const auto at = std::lower_bound(paths_.begin(), paths_.end(), below);
  return at != paths_.end() && at->starts_with(below);
}

std::vector<std::string_view> RepositoryFiles::ending_with(std::string_view end) const {
  std::vector<std::string_view> found;
  for (std::string_view path : paths_) {
    if (!path.ends_with(end)) continue;
    if (path.size() == end.size() || path[path.size() - end.size() - 1] == '/') {
      found.push_back(path);
    }
  }
  return found;
}

std::vector<std::string_view> RepositoryFiles::copied_repositories() const {
  std::vector<std::string_view> folders;
  for (std::string_view path : paths_) {
    const std::size_t at = path.find("/.github/workflows/");
    const std::string_view folder = path.substr(0, at == path.npos ? 0 : at);
    if (folder.empty() || (!folders.empty() && folders.back() == folder)) continue;
    for (const char* name : {"/LICENSE", "/LICENSE.md", "/LICENSE.txt", "/COPYING"}) {
      if (!has_file(std::string(folder) + name)) continue;
      folders.push_back(folder);
      break;
    }
  }
  return has_manifest_outside(folders) ? folders : std::vector<std::string_view>{};
}

bool RepositoryFiles::has_manifest_outside(const std::vector<std::string_view>& folders) const {
  return std::any_of(paths_.begin(), paths_.end(), [&](std::string_view path) {
    const std::string_view name = name_of(path);
    const bool manifest = name == "pyproject.toml" || name.starts_with("requirements");
    return manifest && std::none_of(folders.begin(), folders.end(), [&](std::string_view folder) {
             return is_inside(path, folder);
           });
  });
}

bool RepositoryFiles::is_copied(std::string_view path) const {
  const auto copies = copied_repositories();
  return std::any_of(copies.begin(), copies.end(),
                     [&](std::string_view folder) { return is_inside(path, folder); });
}

}  // namespace fastidious::deploy
