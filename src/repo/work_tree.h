#pragma once
// The git work tree around a root, as far as ignoring files goes. Read directly, because libgit2
// needs longer to start (it loads certificates) than discovering a thousand files takes.

#include <optional>
#include <string>

#include "repo/discover.h"

namespace fastidious::repo {

// What the work tree that holds `root` (an absolute path without links) says about ignoring;
// nothing if there is none. Honours .git files (worktrees, submodules), info/exclude,
// core.excludesFile (without include.path) and the index (versions 2 to 4; a split index counts as
// empty).
std::optional<WorkTree> find_work_tree(const std::string& root);

// A FIFO or device in the folder of the repository around `root`: whoever opened it would wait for
// ever, as libgit2 does. "" if there is none.
std::string waiting_entry_of_git(const std::string& root);

// The paths in a git index, sorted (https://git-scm.com/docs/index-format); those before the first
// damage, if it is damaged. `hash_bytes` is 20, or 32 in a repository of object format sha256.
std::vector<std::string> paths_in_index(std::string_view index, std::size_t hash_bytes);

}  // namespace fastidious::repo
