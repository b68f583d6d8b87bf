#include "cli/root_folder.h"

#include <filesystem>
#include <optional>

#include "repo/config.h"
#include "repo/work_tree.h"

namespace fastidious::cli {
namespace {

namespace fs = std::filesystem;

// A configuration with mistakes is one, too.
bool is_configured(const fs::path& folder) {
  const auto files = RootedFileSystem::open(folder.string());
  if (!files) {
    return false;
  }
  const auto config = repo::load_config(**files);
  return !config || !config->file.empty();
}

// The top of the git work tree around `folder`.
std::optional<fs::path> work_tree_around(const std::string& folder) {
  const auto tree = repo::find_work_tree(folder);
  if (!tree) {
    return std::nullopt;
  }
  fs::path top = folder;
  for (const char c : tree->prefix) {
    top = c == '/' ? top.parent_path() : top;
  }
  return top;
}

// The nearest folder from `from` up to `top` that is configured.
std::optional<fs::path> configured_folder(fs::path from, const fs::path& top) {
  for (;; from = from.parent_path()) {
    if (is_configured(from)) {
      return from;
    }
    if (from == top || from == from.parent_path()) {
      return std::nullopt;
    }
  }
}

}  // namespace

std::string project_around(const std::string& start) {
  const std::optional<fs::path> top = work_tree_around(start);
  return top ? configured_folder(start, *top).value_or(*top).string() : start;
}

std::string configured_folder_above(const std::string& root) {
  const std::optional<fs::path> top = work_tree_around(root);
  if (!top || root == *top) {
    return {};
  }
  const std::optional<fs::path> found = configured_folder(root, *top);
  return found && *found != root ? found->string() : "";
}

}  // namespace fastidious::cli
