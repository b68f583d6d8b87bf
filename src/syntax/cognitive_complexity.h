#pragma once
// How hard a function is to follow.

#include <cstdint>

#include "syntax/tree.h"

namespace fastidious::syntax {

// Cognitive complexity as its white paper defines it (G. Ann Campbell, "Cognitive Complexity: a new
// way of measuring understandability", 2018), for Python: each break in the linear flow costs one,
// and as many more as structures it is nested in.
std::int64_t cognitive_complexity(const Tree& tree, const FunctionDef& function);

// Whether it may be `least` or more, told by the kinds of the function's nodes alone.
bool may_be_as_complex(const Tree& tree, const FunctionDef& function, std::int64_t least);

}  // namespace fastidious::syntax
