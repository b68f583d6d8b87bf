#pragma once
// Text that is limited by code instead of by its declaration.

#include "app/values/value.h"

namespace fastidious::app {

// Whether `parameter` of `function`, or what little changes leave of it, is asked for its length or
// form, there or in a function that it is passed to: `len(q) > 100`, `PATTERN.fullmatch(q)`,
// `UUID(q)`, `[UUID(one) for one in q.split(",")]`, `if q.lower() not in KNOWN: raise …`.
bool is_limited(const Definition& function, const syntax::Arg& parameter);

// Whether it gets nowhere where its length matters, in all that is done with it, there and in the
// functions that it is passed to: it is compared (`if client == "ui"`), looked up in a dictionary,
// refused (`if q is not None: raise …`), or given back to who sent it (`return {"q": q}`).
bool goes_nowhere(const Definition& function, const syntax::Arg& parameter);

}  // namespace fastidious::app
