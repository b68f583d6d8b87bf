#pragma once
// A folder for one test, removed when the test ends.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace fastidious {

class TemporaryTree {
 public:
  TemporaryTree() {
    std::string pattern = (std::filesystem::temp_directory_path() / "fastidious-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryTree() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryTree(const TemporaryTree&) = delete;
  TemporaryTree& operator=(const TemporaryTree&) = delete;

  const std::string& path() const { return path_; }

  // Writes a file, with the folders above it.
  void write(const std::string& path, std::string_view content) const {
    const std::filesystem::path full = std::filesystem::path(path_) / path;
    std::filesystem::create_directories(full.parent_path());
    std::ofstream(full, std::ios::binary)
        .write(content.data(), static_cast<std::streamsize>(content.size()));
  }
  void link(const std::string& path, const std::string& target) const {
    std::filesystem::create_symlink(target, std::filesystem::path(path_) / path);
  }

 private:
  std::string path_;
};

}  // namespace fastidious
