#pragma once
// Finds the files that matter below a root.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "repo/inventory.h"
#include "text/file_system.h"
#include "text/glob.h"

namespace fastidious::repo {

// An ignore file that lies outside of the root but speaks about it.
struct IgnoreFile {
  std::string base;  // its directory relative to the work tree: "" or "a/b/"
  std::string text;
};

// What a git work tree around the root adds to the ignore files inside it; see repo/work_tree.h.
struct WorkTree {
  std::string prefix;             // the root's place in the work tree: "" or "services/api/"
  std::vector<IgnoreFile> outer;  // what decides later comes first
  // The paths that git tracks, sorted, relative to the work tree: they are never ignored. Called at
  // most once, only where an ignore rule matched something.
  std::function<std::vector<std::string>()> tracked_paths;
};

struct DiscoveryOptions {
  GlobList include;  // taken although ignored or in a folder that is skipped otherwise
  GlobList exclude;
  // Files and directories the user named; if there are any, nothing else is looked at.
  std::vector<std::string> paths;
  WorkTree work_tree;
  int max_depth = limits::kMaxDirectoryDepth;
  std::size_t max_entries = limits::kMaxFiles;
};

// Whether a directory of this name is never looked into (unless named or included): virtual
// environments, caches, build results, installed packages.
bool is_skipped_directory(std::string_view name);

// Looks through the tree, in parallel; never fails: what cannot be looked at is listed with a
// reason.
Inventory discover(const FileSystem& files, const DiscoveryOptions& options);

}  // namespace fastidious::repo
