#pragma once
// Text that is limited by code instead of by its declaration.

#include "app/values/value.h"

namespace fastidious::app {

// Whether `parameter` of `function` is asked for its length or form, there or in a function that it
// is passed to: `len(q) > 100`, `PATTERN.fullmatch(q)`, `UUID(q)`, `if q not in KNOWN: raise …`.
bool is_limited(const Definition& function, const syntax::Arg& parameter);

// Whether it is only asked whether it is there and compared with other text, there and in the
// functions that it is passed to: `if client == "ui"` goes nowhere, however long it is.
bool is_only_compared(const Definition& function, const syntax::Arg& parameter);

}  // namespace fastidious::app
