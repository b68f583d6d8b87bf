#pragma once
// Paths inside a repository: relative to its root, with slashes; the root itself is "".

#include <string_view>

namespace fastidious {

// "deploy/api" of "deploy/api/Dockerfile"; "" for what stands in the root.
constexpr std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

// Whether `path` stands somewhere below `folder`.
constexpr bool is_inside(std::string_view path, std::string_view folder) {
  return folder.empty() ||
         (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
}

}  // namespace fastidious
