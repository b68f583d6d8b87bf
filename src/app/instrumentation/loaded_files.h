#pragma once
// Which files Python reads before the application answers its first request.

#include <vector>

#include "project/import_graph.h"
#include "semantic/file_model.h"

namespace fastidious::app {

class Application;

// By FileId: whether the file is imported, whatever happens, when the applications that production
// serves, or its Firebase functions, are loaded.
std::vector<bool> loaded_files(const Application& application);

// Whether the statement is run whenever its module is loaded, and a failing import in it is not
// caught: neither under `if`, `except ImportError` and the like, nor in a function.
bool must_succeed(const semantic::FileModel& file, const syntax::Stmt& statement);

}  // namespace fastidious::app
