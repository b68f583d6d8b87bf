#pragma once
// Which folder is the root: paths, roles and configuration are relative to it.

#include <string>

namespace fastidious::cli {

// The project that the folder `start` (absolute, without links) belongs to: the nearest folder at
// or above it with a configuration of ours, but none above the git work tree; else that work tree;
// without git `start` itself.
std::string project_around(const std::string& start);

// The nearest folder above `root`, in the same git work tree, that has a configuration; empty if
// there is none, or if `root` has its own.
std::string configured_folder_above(const std::string& root);

}  // namespace fastidious::cli
