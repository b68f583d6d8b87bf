#pragma once
// Callables that other callables make.

#include "app/values/value.h"

namespace fastidious::app {

// What calling a factory of the repository gives: `require_role("admin")` is the function in its
// `return`, also behind `f if required else g` where the call or the default says which. Unknown if
// `call` is no call of a function, or nothing can be told.
Value returned_callable(const Value& call);

}  // namespace fastidious::app
