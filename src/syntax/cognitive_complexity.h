#pragma once
// How hard a function is to follow.

#include <cstdint>

#include "syntax/tree.h"

namespace fastidious::syntax {

// Cognitive complexity as its white paper defines it (G. Ann Campbell, "Cognitive Complexity: a new
// way of measuring understandability", 2018), for Python: each break in the linear flow costs one,
// and as many more as structures it is nested in.
std::int64_t cognitive_complexity(const Tree& tree, const FunctionDef& function);

}  // namespace fastidious::syntax
