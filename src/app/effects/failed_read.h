#pragma once
// Where a program gets to only with another object than the one that is declared.

#include "app/values/value.h"

namespace fastidious::app {

// Whether `use` is a name in a handler of a `try` that does nothing but read a field of it, which
// `cls` declares: `try: return user.id`, `except Exception: …`. An object of the class has the
// field, so who gets there has none.
bool is_after_failed_read(const FileModel& file, const syntax::Expr& use, const Definition& cls);

}  // namespace fastidious::app
