#include "text/file_system.h"

#include <array>

namespace fastidious {

std::string describe(const FileError& error) {
  static constexpr std::array<std::string_view, 9> kTexts = {
      "no such file or folder", "permission denied", "not a regular file",       "not a folder",
      "leads out of the root",  "a symbolic link",   "a loop of symbolic links", "too large",
      "cannot be read"};
  std::string text(kTexts[static_cast<std::size_t>(error.problem)]);
  if (!error.detail.empty()) {
    text += " (" + error.detail + ")";
  }
  return text;
}

bool is_contained_path(std::string_view path) {
  if (path.empty()) {
    return true;
  }
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") {
      return false;
    }
    begin = end + 1;
  }
  return path.find('\0') == std::string_view::npos;
}

}  // namespace fastidious
