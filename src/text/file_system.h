#pragma once
// Read-only access to the tree below one root. Whatever the tree holds, reading it is bounded and
// stays inside: no symbolic link is followed, only regular files are opened, no read is longer than
// the caller allows.
//
// Paths are relative to the root, with '/', without "." and ".." components; "" is the root.

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/source_text.h"

namespace fastidious {

enum class EntryKind : std::uint8_t { Regular, Directory, Symlink, Other };

struct DirectoryEntry {
  std::string name;
  EntryKind kind = EntryKind::Other;
};

enum class FileProblem : std::uint8_t {
  NotFound,
  NoPermission,
  NotRegular,  // a FIFO, socket, device or directory where a file is wanted
  NotDirectory,
  LeavesRoot,    // "..", an absolute path, or a link to something outside
  SymbolicLink,  // a link where none is followed
  LinkLoop,
  TooLarge,
  Failed,  // anything else that the system says
};

struct FileError {
  FileProblem problem = FileProblem::Failed;
  std::string detail;  // the size and the bound, or the system's words; may be empty
};

// "permission denied", …: what a report prints; with the detail in parentheses if there is one.
std::string describe(const FileError& error);

template <class T>
using FileResult = Result<T, FileError>;

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  // The bytes of a regular file of at most `max_bytes`; a larger one is an error, never cut.
  virtual FileResult<SourceText> read(std::string_view path, std::size_t max_bytes) const = 0;
  // The first bytes of a regular file: `count`, or all if it has fewer.
  virtual FileResult<std::string> read_start(std::string_view path, std::size_t count) const = 0;
  // What a directory holds, in no particular order.
  virtual FileResult<std::vector<DirectoryEntry>> list(std::string_view path) const = 0;
  // What stands at `path`; a link is not followed.
  virtual FileResult<EntryKind> kind_of(std::string_view path) const = 0;
  // Where the link at `path` leads in the end: a path below the root, or why there is none.
  virtual FileResult<std::string> resolve_link(std::string_view path) const = 0;
};

// Whether `path` has the form that FileSystem takes.
bool is_contained_path(std::string_view path);

// The tree below a directory of the machine. Safe for use by several threads at once.
class RootedFileSystem final : public FileSystem {
 public:
  // `root` may itself be reached through links; what is below it may not.
  static FileResult<std::unique_ptr<RootedFileSystem>> open(const std::string& root);
  ~RootedFileSystem() override;
  RootedFileSystem(const RootedFileSystem&) = delete;
  RootedFileSystem& operator=(const RootedFileSystem&) = delete;

  FileResult<SourceText> read(std::string_view path, std::size_t max_bytes) const override;
  FileResult<std::string> read_start(std::string_view path, std::size_t count) const override;
  FileResult<std::vector<DirectoryEntry>> list(std::string_view path) const override;
  FileResult<EntryKind> kind_of(std::string_view path) const override;
  FileResult<std::string> resolve_link(std::string_view path) const override;

  // The root's absolute path, without links.
  const std::string& root() const { return root_; }

 private:
  RootedFileSystem(int directory, std::string root)
      : directory_(directory), root_(std::move(root)) {}
  int directory_;
  std::string root_;
};

// A file anywhere on the machine that the user names; a link in its folder's path is followed.
FileResult<SourceText> read_anywhere(const std::string& path, std::size_t max_bytes);

// A tree in memory, for tests and fuzzers. Directories are there because files are below them.
class MemoryFileSystem final : public FileSystem {
 public:
  void add(std::string path, std::string content);
  // A link; `target` is relative to the root.
  void add_link(std::string path, std::string target);
  // Something that is there and cannot be read for this reason.
  void add_problem(std::string path, EntryKind kind, FileProblem problem);

  FileResult<SourceText> read(std::string_view path, std::size_t max_bytes) const override;
  FileResult<std::string> read_start(std::string_view path, std::size_t count) const override;
  FileResult<std::vector<DirectoryEntry>> list(std::string_view path) const override;
  FileResult<EntryKind> kind_of(std::string_view path) const override;
  FileResult<std::string> resolve_link(std::string_view path) const override;

 private:
  struct Entry {
    EntryKind kind = EntryKind::Regular;
    std::string content;  // of a file; of a link its target
    FileProblem problem = FileProblem::Failed;
    bool readable = true;
  };
  FileResult<const Entry*> file_at(std::string_view path) const;
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace fastidious
