#pragma once
// Exceptions that somebody expected: why a clause may say little of what it catches.

#include "semantic/file_model.h"

namespace fastidious::rules {

// The call that the statement is: `await f()` too; null if it is something else.
const syntax::Call* call_of(const syntax::Stmt& statement);

// Whether the `try` only releases something, imports, changes tables or logs: that it may fail is
// why it is tried.
bool only_tidies_up(const syntax::Try& attempt, const semantic::FileModel& file);

// Whether the function around it is there to release something: `shutdown()`, `_close_quietly()`.
bool is_part_of_tidying_up(const syntax::ExceptHandler& handler, const semantic::FileModel& file);

// Whether the docstring of its function says that nothing comes out of it: "Best effort: never
// raises."
bool is_told_by_docstring(const syntax::ExceptHandler& handler, const semantic::FileModel& file);

// Whether somebody wrote down why: a comment within the clause, or one behind it about falling
// back.
bool is_explained(const syntax::ExceptHandler& handler, const semantic::FileModel& file);

}  // namespace fastidious::rules
