#pragma once
// The functions that run while a request is answered.

#include <set>
#include <vector>

#include "app/application.h"

namespace fastidious::app {

// Endpoints, their dependencies, middleware and exception handlers of the repository, each once,
// in the order in which they are found.
std::vector<Definition> request_functions(const Application& application);

// The same with all that they call in the repository. To be asked for only where there is something
// to look up in it: it reads all of these functions.
std::set<const syntax::Node*> functions_run_by_requests(const Application& application);

// The function of the repository that a call runs: the function itself, a class's __init__. Null
// where the call only makes something that runs later (a generator), or where a decorator that is
// not known stands between the name and the function.
Definition called_function(const FileModel& file, const syntax::Call& call);

}  // namespace fastidious::app
