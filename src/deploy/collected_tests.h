#pragma once
// What is called `test…` and is no test: pytest has a name alone to go by, and people run scripts.

#include "semantic/model.h"

namespace fastidious::deploy {

// `@app.post("/test") def test_mail(…)`: a route's handler.
bool is_route_handler(const semantic::FileModel& file, const syntax::FunctionDef& function);

// Whether its own file calls or names it: a script's step, also one of `[test_a, test_b]`, or a
// helper that is handed its arguments.
bool is_called_in_file(const semantic::FileModel& file, const syntax::FunctionDef& function);

// Whether its own file uses what it returns: `passed = test_login()`.
bool is_result_used_in_file(const semantic::FileModel& file, const syntax::FunctionDef& function);

}  // namespace fastidious::deploy
