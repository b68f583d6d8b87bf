#pragma once
// A tree as it would be after some changes that are not made: what stays the same is read from the
// tree below.

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "text/file_system.h"

namespace fastidious {

class OverlayFileSystem final : public FileSystem {
 public:
  // `below` has to outlive it.
  explicit OverlayFileSystem(const FileSystem& below) : below_(below) {}

  // From now on a regular file with this text stands at `path`, and its folders are there.
  void replace(std::string path, std::string text);
  // From now on nothing is at `path`, nor below it if it is a folder, but what replace() puts
  // there.
  void remove(std::string path);

  FileResult<SourceText> read(std::string_view path, std::size_t max_bytes) const override;
  FileResult<std::string> read_start(std::string_view path, std::size_t count) const override;
  FileResult<std::vector<DirectoryEntry>> list(std::string_view path) const override;
  FileResult<EntryKind> kind_of(std::string_view path) const override;
  FileResult<std::string> resolve_link(std::string_view path) const override;

 private:
  bool is_removed(std::string_view path) const;
  bool has_replaced_below(std::string_view path) const;

  const FileSystem& below_;
  std::map<std::string, std::string, std::less<>> replaced_;
  std::set<std::string, std::less<>> removed_;
};

}  // namespace fastidious
