#pragma once
// Callables that other callables make.

#include <string>

#include "app/values/value.h"

namespace fastidious::app {

// What calling a factory of the repository gives: `require_role("admin")` is the function in its
// `return`, also behind `f if required else g` where the call or the default says which. Unknown if
// `call` is no call of a function, or nothing can be told.
// Of functools.partial(f, …) it is f.
Value returned_callable(const Value& call);

// What to call a dependency in a report: its qualified name, for functools.partial(f, …) that of f;
// as it is written where it has none.
std::string name_of_callable(const Value& callable);

// What a factory says its result looks like: X of `f.__signature__ = inspect.signature(X)`, with
// what `call` passes for X. Unknown if it says nothing.
Value stated_signature(const Value& call);

}  // namespace fastidious::app
