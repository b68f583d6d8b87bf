#pragma once
// How Starlette's middleware is put into an application.

#include <string_view>

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// Whether the call puts the middleware class into an application: `app.add_middleware(Class, …)`,
// `Middleware(Class, …)` or `Class(app, …)`. The options are the call's keyword arguments.
bool adds_middleware(const FileModel& file, const syntax::Call& call, std::string_view cls);

}  // namespace fastidious::semantic
