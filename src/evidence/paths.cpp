#include "evidence/paths.h"

namespace fastidious::evidence {
namespace {

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool ends_with_path(std::string_view path, std::string_view end) {
  if (!path.ends_with(end)) return false;
  return path.size() == end.size() || path[path.size() - end.size() - 1] == '/';
}

}  // namespace

Paths::Paths(const std::vector<std::string_view>& paths) {
  for (std::string_view path : paths) by_name_[name_of(path)].push_back(path);
}

std::string_view Paths::find(std::string_view reported, std::string_view source) const {
  while (reported.starts_with("./")) reported.remove_prefix(2);
  const auto candidates = by_name_.find(name_of(reported));
  if (candidates == by_name_.end()) return {};
  const std::size_t slash = source.rfind('/');
  std::string beside(slash == source.npos ? std::string_view{} : source.substr(0, slash + 1));
  beside += reported;
  std::string_view longer, shorter;
  bool is_only = true;
  for (std::string_view path : candidates->second) {
    if (path == reported || path == beside) return path;
    if (ends_with_path(path, reported)) {
      is_only = longer.empty();
      longer = path;
    }
    if (ends_with_path(reported, path) && path.size() > shorter.size()) shorter = path;
  }
  if (!longer.empty()) return is_only ? longer : std::string_view{};
  return shorter;
}

}  // namespace fastidious::evidence
