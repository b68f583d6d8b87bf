#pragma once
// What is called `test…` and is no test: pytest has a name alone to go by, and people run scripts.

#include "semantic/model.h"

namespace fastidious::deploy {

// `@app.post("/test") def test_mail(…)`: a route's handler.
bool is_route_handler(const semantic::FileModel& file, const syntax::FunctionDef& function);

// Whether its own file calls or names it: a script's step, also one of `[test_a, test_b]`, or a
// helper that is handed its arguments.
bool is_called_in_file(const semantic::FileModel& file, const syntax::FunctionDef& function);

// Whether its own file uses what it returns: `passed = test_login()`, or `for test in [test_login]:
// passed = test()`.
bool is_result_used_in_file(const semantic::FileModel& file, const syntax::FunctionDef& function);

// Whether it does something where it is imported, past imports, definitions and values: a script.
bool runs_at_import(const semantic::FileModel& file);

}  // namespace fastidious::deploy
