#include <algorithm>

#include "text/file_system.h"

namespace fastidious {

void MemoryFileSystem::add(std::string path, std::string content) {
  entries_[std::move(path)] = Entry{EntryKind::Regular, std::move(content)};
}

void MemoryFileSystem::add_link(std::string path, std::string target) {
  entries_[std::move(path)] = Entry{EntryKind::Symlink, std::move(target)};
}

void MemoryFileSystem::add_problem(std::string path, EntryKind kind, FileProblem problem) {
  entries_[std::move(path)] = Entry{kind, {}, problem, false};
}

FileResult<EntryKind> MemoryFileSystem::kind_of(std::string_view path) const {
  if (const auto at = entries_.find(path); at != entries_.end()) {
    return at->second.kind;
  }
  const std::string below = std::string(path) + "/";
  const auto next = entries_.lower_bound(below);
  if (path.empty() || (next != entries_.end() && next->first.starts_with(below))) {
    return EntryKind::Directory;
  }
  return FileError{FileProblem::NotFound, {}};
}

FileResult<const MemoryFileSystem::Entry*> MemoryFileSystem::file_at(std::string_view path) const {
  const FileResult<EntryKind> kind = kind_of(path);
  if (!kind) {
    return kind.error();
  }
  if (*kind == EntryKind::Symlink) {
    return FileError{FileProblem::SymbolicLink, {}};
  }
  const auto at = entries_.find(path);
  if (at != entries_.end() && !at->second.readable) {
    return FileError{at->second.problem, {}};
  }
  if (*kind != EntryKind::Regular) {
    return FileError{FileProblem::NotRegular, {}};
  }
  return &at->second;
}

FileResult<SourceText> MemoryFileSystem::read(std::string_view path, std::size_t max_bytes) const {
  const FileResult<const Entry*> entry = file_at(path);
  if (!entry) {
    return entry.error();
  }
  if ((*entry)->content.size() > max_bytes) {
    return FileError{FileProblem::TooLarge, std::to_string((*entry)->content.size()) + " bytes"};
  }
  return SourceText((*entry)->content);
}

FileResult<std::string> MemoryFileSystem::read_start(std::string_view path,
                                                     std::size_t count) const {
  const FileResult<const Entry*> entry = file_at(path);
  if (!entry) {
    return entry.error();
  }
  return (*entry)->content.substr(0, count);
}

FileResult<std::vector<DirectoryEntry>> MemoryFileSystem::list(std::string_view path) const {
  const FileResult<EntryKind> kind = kind_of(path);
  if (!kind) {
    return kind.error();
  }
  if (*kind != EntryKind::Directory) {
    return FileError{FileProblem::NotDirectory, {}};
  }
  if (const auto at = entries_.find(path); at != entries_.end() && !at->second.readable) {
    return FileError{at->second.problem, {}};
  }
  const std::string below = path.empty() ? "" : std::string(path) + "/";
  std::vector<DirectoryEntry> listed;
  for (auto at = entries_.lower_bound(below); at != entries_.end() && at->first.starts_with(below);
       ++at) {
    const std::string rest = at->first.substr(below.size());
    const std::size_t slash = rest.find('/');
    const bool nested = slash != std::string::npos;
    DirectoryEntry entry{rest.substr(0, slash), nested ? EntryKind::Directory : at->second.kind};
    if (listed.empty() || listed.back().name != entry.name) {
      listed.push_back(std::move(entry));
    }
  }
  return listed;
}

FileResult<std::string> MemoryFileSystem::resolve_link(std::string_view path) const {
  std::string at(path);
  for (int hops = 0; hops < 40; ++hops) {
    const auto entry = entries_.find(at);
    if (entry == entries_.end() || entry->second.kind != EntryKind::Symlink) {
      const FileResult<EntryKind> kind = kind_of(at);
      return kind ? FileResult<std::string>(at) : FileResult<std::string>(kind.error());
    }
    at = entry->second.content;
    if (!is_contained_path(at)) {
      return FileError{FileProblem::LeavesRoot, {}};
    }
  }
  return FileError{FileProblem::LinkLoop, {}};
}

}  // namespace fastidious
