#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

#include "text/file_system.h"

namespace fastidious {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) {
      close(fd_);
    }
  }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }
  bool valid() const { return fd_ >= 0; }

 private:
  int fd_;
};

FileError error_of(int code) {
  switch (code) {
    case ENOENT: return {FileProblem::NotFound, {}};
    case EACCES:
    case EPERM: return {FileProblem::NoPermission, {}};
    case ELOOP: return {FileProblem::SymbolicLink, {}};
    case EXDEV: return {FileProblem::LeavesRoot, {}};
    case ENOTDIR: return {FileProblem::NotDirectory, {}};
    default: return {FileProblem::Failed, std::strerror(code)};
  }
}

EntryKind kind_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return EntryKind::Regular;
  if (S_ISDIR(mode)) return EntryKind::Directory;
  if (S_ISLNK(mode)) return EntryKind::Symlink;
  return EntryKind::Other;
}

// Opens component by component; for kernels and sandboxes without openat2.
int open_step_by_step(int root, const std::string& path, int flags) {
  int at = root;
  for (std::size_t begin = 0;;) {
    const std::size_t end = path.find('/', begin);
    const bool last = end == std::string::npos;
    const std::string part = path.substr(begin, last ? end : end - begin);
    const int next =
        openat(at, part.c_str(), last ? flags : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    const int code = errno;
    if (at != root) {
      close(at);
    }
    if (next < 0 || last) {
      errno = code;
      return next;
    }
    at = next;
    begin = end + 1;
  }
}

// Opens `path` below `root` without following any link, in any component.
FileResult<Descriptor> open_below(int root, std::string_view path, int flags) {
  if (!is_contained_path(path)) {
    return FileError{FileProblem::LeavesRoot, {}};
  }
  const std::string name(path.empty() ? "." : path);
  flags |= O_CLOEXEC | O_NOFOLLOW;
  if ((flags & O_PATH) == 0) {
    flags |= O_NOCTTY | O_NONBLOCK;  // a FIFO that has just taken the file's place must not block
  }
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  int fd = static_cast<int>(syscall(SYS_openat2, root, name.c_str(), &how, sizeof how));
  if (fd < 0 && (errno == ENOSYS || errno == EPERM)) {
    fd = open_step_by_step(root, name, flags);
  }
  if (fd < 0) {
    return error_of(errno);
  }
  return Descriptor(fd);
}

struct OpenFile {
  Descriptor descriptor;
  std::size_t size = 0;
};

// A regular file, looked at before it is opened: opening a device can have effects. What is outside
// is not looked at, either.
FileResult<OpenFile> open_regular(int root, std::string_view path) {
  if (!is_contained_path(path)) {
    return FileError{FileProblem::LeavesRoot, {}};
  }
  struct stat status{};
  const std::string name(path.empty() ? "." : path);
  if (fstatat(root, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
      (kind_of_mode(status.st_mode) == EntryKind::Other || S_ISDIR(status.st_mode))) {
    return FileError{FileProblem::NotRegular, {}};
  }
  FileResult<Descriptor> opened = open_below(root, path, O_RDONLY);
  if (!opened) {
    return opened.error();
  }
  if (fstat(opened->get(), &status) != 0) {
    return error_of(errno);
  }
  if (!S_ISREG(status.st_mode)) {
    return FileError{FileProblem::NotRegular, {}};
  }
  return OpenFile{std::move(*opened), static_cast<std::size_t>(status.st_size)};
}

// Up to `size` bytes into `to`: fewer if the file has become shorter. -1 with errno on failure.
ssize_t read_fully(int fd, char* to, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = ::read(fd, to + done, size - done);
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      return -1;
    }
    if (count == 0) {
      break;
    }
    done += static_cast<std::size_t>(count);
  }
  return static_cast<ssize_t>(done);
}

EntryKind kind_of_entry(int directory, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG: return EntryKind::Regular;
    case DT_DIR: return EntryKind::Directory;
    case DT_LNK: return EntryKind::Symlink;
    case DT_UNKNOWN: break;
    default: return EntryKind::Other;
  }
  struct stat status{};
  const bool known = fstatat(directory, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) == 0;
  return known ? kind_of_mode(status.st_mode) : EntryKind::Other;
}

}  // namespace

FileResult<std::unique_ptr<RootedFileSystem>> RootedFileSystem::open(const std::string& root) {
  char* absolute = realpath(root.c_str(), nullptr);
  if (absolute == nullptr) {
    return error_of(errno);
  }
  std::string path(absolute);
  std::free(absolute);
  const int fd = ::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) {
    return error_of(errno);
  }
  return std::unique_ptr<RootedFileSystem>(new RootedFileSystem(fd, std::move(path)));
}

RootedFileSystem::~RootedFileSystem() { close(directory_); }

FileResult<SourceText> RootedFileSystem::read(std::string_view path, std::size_t max_bytes) const {
  FileResult<OpenFile> file = open_regular(directory_, path);
  if (!file) {
    return file.error();
  }
  if (file->size > max_bytes) {
    return FileError{FileProblem::TooLarge, std::to_string(file->size) + " bytes, the bound is " +
                                                std::to_string(max_bytes)};
  }
  SourceText text = SourceText::uninitialised(file->size);
  const ssize_t count = read_fully(file->descriptor.get(), text.mutable_data(), file->size);
  if (count < 0) {
    return error_of(errno);
  }
  text.truncate(static_cast<Offset>(count));
  return text;
}

FileResult<std::string> RootedFileSystem::read_start(std::string_view path,
                                                     std::size_t count) const {
  FileResult<OpenFile> file = open_regular(directory_, path);
  if (!file) {
    return file.error();
  }
  std::string bytes(std::min(count, file->size), '\0');
  const ssize_t got = read_fully(file->descriptor.get(), bytes.data(), bytes.size());
  if (got < 0) {
    return error_of(errno);
  }
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

FileResult<std::vector<DirectoryEntry>> RootedFileSystem::list(std::string_view path) const {
  FileResult<Descriptor> opened = open_below(directory_, path, O_RDONLY | O_DIRECTORY);
  if (!opened) {
    return opened.error();
  }
  DIR* directory = fdopendir(opened->get());
  if (directory == nullptr) {
    return error_of(errno);
  }
  const std::unique_ptr<DIR, int (*)(DIR*)> closer(directory, closedir);
  const int fd = opened->release();
  std::vector<DirectoryEntry> entries;
  while (const dirent* entry = readdir(directory)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") {
      entries.push_back({std::string(name), kind_of_entry(fd, *entry)});
    }
  }
  return entries;
}

FileResult<EntryKind> RootedFileSystem::kind_of(std::string_view path) const {
  FileResult<Descriptor> opened = open_below(directory_, path, O_PATH);
  if (!opened && opened.error().problem == FileProblem::SymbolicLink) {
    struct stat status{};
    const bool link =
        fstatat(directory_, std::string(path).c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISLNK(status.st_mode);
    return link ? FileResult<EntryKind>(EntryKind::Symlink) : opened.error();
  }
  if (!opened) {
    return opened.error();
  }
  struct stat status{};
  if (fstat(opened->get(), &status) != 0) {
    return error_of(errno);
  }
  return kind_of_mode(status.st_mode);
}

FileResult<std::string> RootedFileSystem::resolve_link(std::string_view path) const {
  if (!is_contained_path(path)) {
    return FileError{FileProblem::LeavesRoot, {}};
  }
  const std::string full = root_ + "/" + std::string(path);
  char* resolved = realpath(full.c_str(), nullptr);
  if (resolved == nullptr) {
    return errno == ELOOP ? FileError{FileProblem::LinkLoop, {}} : error_of(errno);
  }
  const std::string target(resolved);
  std::free(resolved);
  const std::string below = root_ == "/" ? root_ : root_ + "/";
  if (target == root_) {
    return std::string();
  }
  if (!target.starts_with(below)) {
    return FileError{FileProblem::LeavesRoot, {}};
  }
  return target.substr(below.size());
}

FileResult<SourceText> read_anywhere(const std::string& path, std::size_t max_bytes) {
  const std::size_t name = path.rfind('/') + 1;
  const auto files = RootedFileSystem::open(name == 0 ? "." : path.substr(0, name));
  return files ? (*files)->read(path.substr(name), max_bytes)
               : FileResult<SourceText>(files.error());
}

}  // namespace fastidious
