#include "text/overlay_file_system.h"

#include <algorithm>

namespace fastidious {
namespace {

std::string below(std::string_view folder) {
  return folder.empty() ? std::string() : std::string(folder) + "/";
}

FileError not_found() { return {FileProblem::NotFound, {}}; }

}  // namespace

void OverlayFileSystem::replace(std::string path, std::string text) {
  replaced_[std::move(path)] = std::move(text);
}

void OverlayFileSystem::remove(std::string path) {
  replaced_.erase(path);
  removed_.insert(std::move(path));
}

bool OverlayFileSystem::is_removed(std::string_view path) const {
  for (std::size_t end = 0; end < path.size(); ++end) {
    end = std::min(path.find('/', end), path.size());
    if (removed_.contains(path.substr(0, end))) {
      return true;
    }
  }
  return false;
}

bool OverlayFileSystem::has_replaced_below(std::string_view path) const {
  const std::string prefix = below(path);
  const auto next = replaced_.lower_bound(prefix);
  return next != replaced_.end() && next->first.starts_with(prefix);
}

FileResult<SourceText> OverlayFileSystem::read(std::string_view path, std::size_t max_bytes) const {
  const auto at = replaced_.find(path);
  if (at == replaced_.end()) {
    return is_removed(path) ? FileResult<SourceText>(not_found()) : below_.read(path, max_bytes);
  }
  if (at->second.size() > max_bytes) {
    return FileError{
        FileProblem::TooLarge,
        std::to_string(at->second.size()) + " bytes, the bound is " + std::to_string(max_bytes)};
  }
  return SourceText(at->second);
}

FileResult<std::string> OverlayFileSystem::read_start(std::string_view path,
                                                      std::size_t count) const {
  if (const auto at = replaced_.find(path); at != replaced_.end()) {
    return at->second.substr(0, count);
  }
  return is_removed(path) ? FileResult<std::string>(not_found()) : below_.read_start(path, count);
}

FileResult<std::vector<DirectoryEntry>> OverlayFileSystem::list(std::string_view path) const {
  const bool has_replaced = has_replaced_below(path);
  std::map<std::string, EntryKind> entries;
  FileResult<std::vector<DirectoryEntry>> listed =
      is_removed(path) ? FileResult<std::vector<DirectoryEntry>>(not_found()) : below_.list(path);
  if (!listed && !has_replaced) {
    return listed.error();
  }
  const std::string prefix = below(path);
  for (const DirectoryEntry& entry : listed ? *listed : std::vector<DirectoryEntry>()) {
    if (!removed_.contains(prefix + entry.name)) {
      entries[entry.name] = entry.kind;
    }
  }
  for (auto at = replaced_.lower_bound(prefix);
       at != replaced_.end() && at->first.starts_with(prefix); ++at) {
    const std::string rest = at->first.substr(prefix.size());
    const std::size_t slash = rest.find('/');
    entries[rest.substr(0, slash)] =
        slash == std::string::npos ? EntryKind::Regular : EntryKind::Directory;
  }
  std::vector<DirectoryEntry> result;
  for (const auto& [name, kind] : entries) {
    result.push_back({name, kind});
  }
  return result;
}

FileResult<EntryKind> OverlayFileSystem::kind_of(std::string_view path) const {
  if (replaced_.contains(path)) {
    return EntryKind::Regular;
  }
  if (has_replaced_below(path)) {
    return EntryKind::Directory;
  }
  return is_removed(path) ? FileResult<EntryKind>(not_found()) : below_.kind_of(path);
}

FileResult<std::string> OverlayFileSystem::resolve_link(std::string_view path) const {
  if (replaced_.contains(path)) {
    return std::string(path);
  }
  return is_removed(path) ? FileResult<std::string>(not_found()) : below_.resolve_link(path);
}

}  // namespace fastidious
