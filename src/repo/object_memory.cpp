#include "repo/object_memory.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace fastidious::repo {
namespace {

constexpr std::size_t kHeaderBytes = 64;
constexpr std::size_t kWrittenAtOnce = 4096;  // names
constexpr std::size_t kMaxBytes = kHeaderBytes + limits::kMaxGitObjects * sizeof(ObjectName);

std::string header_for(std::string_view version) {
  std::string header = "fastidious git objects, ";
  header.append(version.substr(0, kHeaderBytes - header.size() - 1));
  header.resize(kHeaderBytes, '\n');
  return header;
}

// A file of our own that a link or a pipe does not stand in for; -1 if there is none.
int open_regular(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  struct stat status{};
  if (file >= 0 && (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode))) {
    ::close(file);
    return -1;
  }
  return file;
}

std::string read_all(const std::string& path) {
  const int file = open_regular(path, O_RDONLY);
  if (file < 0) return {};
  struct stat status{};
  std::string bytes;
  if (::fstat(file, &status) == 0 && static_cast<std::size_t>(status.st_size) <= kMaxBytes) {
    bytes.resize(static_cast<std::size_t>(status.st_size));
    std::size_t got = 0;
    while (got < bytes.size()) {
      const ssize_t part = ::read(file, bytes.data() + got, bytes.size() - got);
      if (part <= 0) break;
      got += static_cast<std::size_t>(part);
    }
    bytes.resize(got);
  }
  ::close(file);
  return bytes;
}

void write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t part = ::write(file, bytes.data(), bytes.size());
    if (part <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(part));
  }
}

}  // namespace

ObjectMemory::ObjectMemory(std::string path, std::string_view version)
    : path_(std::move(path)), header_(header_for(version)) {
  if (path_.empty()) return;
  const std::string bytes = read_all(path_);
  if (!bytes.starts_with(header_)) {
    std::error_code ignored;
    std::filesystem::create_directories(std::filesystem::path(path_).parent_path(), ignored);
    const int file = open_regular(path_, O_WRONLY | O_CREAT | O_TRUNC);
    if (file < 0) {
      path_.clear();
      return;
    }
    write_all(file, header_);
    ::close(file);
    return;
  }
  known_.resize((bytes.size() - kHeaderBytes) / sizeof(ObjectName));
  if (!known_.empty()) {
    std::memcpy(known_.data(), bytes.data() + kHeaderBytes, known_.size() * sizeof(ObjectName));
  }
  std::sort(known_.begin(), known_.end());
}

ObjectMemory::~ObjectMemory() { write_new(); }

bool ObjectMemory::holds(const ObjectName& name) const {
  return std::binary_search(known_.begin(), known_.end(), name);
}

void ObjectMemory::add(const ObjectName& name) {
  if (path_.empty()) return;
  const std::lock_guard lock(mutex_);
  new_.push_back(name);
  if (new_.size() >= kWrittenAtOnce) write_new();
}

void ObjectMemory::write_new() {
  if (new_.empty() || path_.empty()) return;
  const int file = open_regular(path_, O_WRONLY | O_APPEND);
  if (file >= 0) {
    write_all(file, {reinterpret_cast<const char*>(new_.data()), new_.size() * sizeof(ObjectName)});
    ::close(file);
  }
  new_.clear();
}

}  // namespace fastidious::repo
