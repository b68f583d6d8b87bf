#pragma once
// The parts of paths.

#include <cstddef>
#include <string_view>
#include <vector>

namespace fastidious::app {

// "items" and "{id}" of "/items/{id}/".
inline std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (slash != 0) segments.push_back(path.substr(0, slash));
    path = slash == path.npos ? std::string_view{} : path.substr(slash + 1);
  }
  return segments;
}

// How many there are.
inline std::size_t count_segments(std::string_view path) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != '/' && (i == 0 || path[i - 1] == '/')) ++count;
  }
  return count;
}

}  // namespace fastidious::app
