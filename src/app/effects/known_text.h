#pragma once
// Text that a client sent, and that something has known before a place is reached: a row's key, a
// member of an Enum, a date.

#include "app/values/value.h"

namespace fastidious::app {

// Whether the function gets to `at` only with a parameter, or a part of one, that is written like
// `value`, of a known form: it was looked up and refused where nothing was found
// (`if user is None: raise …`, `….one()`), converted (`UUID(key)`), or given to a function that
// does so. Bounded work.
bool is_known_text(const FileModel& file, const syntax::FunctionDef& function,
                   const syntax::Expr& value, const syntax::Node& at);

}  // namespace fastidious::app
