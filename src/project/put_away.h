#pragma once
// Code that its authors keep and no longer run.

#include <string_view>
#include <vector>

#include "project/import_graph.h"

namespace fastidious::project {

// The folder of `path` whose name says that what is in it is put away (`_retired/`, `_archive/`,
// `deprecated_unused/`, `examples/`), or the path itself if the file's name does (`bot-old.py`);
// empty if there is none.
std::string_view put_away_folder(std::string_view path);

// By FileId: whether a file lies in such a folder, of which no file outside imports anything, or
// is one that no other imports.
std::vector<bool> files_put_away(const std::vector<std::string_view>& paths,
                                 const ImportGraph& imports);

}  // namespace fastidious::project
