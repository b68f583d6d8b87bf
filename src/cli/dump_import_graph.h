#pragma once
// `fastidious dump imports`.

#include <string>
#include <vector>

namespace fastidious::cli {

// Prints the import graph of the repository at `paths`, one folder, as an audit finds its files and
// manifests; or of `paths`, Python files, which are then the whole repository. Gives the exit code:
// 0, or 1 if a file could not be read.
int dump_import_graph(const std::vector<std::string>& paths);

}  // namespace fastidious::cli
