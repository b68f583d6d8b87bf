#pragma once
// The import graph as text.

#include <string>
#include <vector>

#include "project/import_graph.h"

namespace fastidious::project {

// One line a file, `PATH module NAME root ROOT`; below it one line an import, `  LINE MODULE`, with
// ` -> PATH` where the repository has it and the marks `star`, `type-checking`, `deferred`; at the
// end one line for each cycle.
std::string dump_imports(const std::vector<SourceFile>& files, const ImportGraph& graph);

}  // namespace fastidious::project
