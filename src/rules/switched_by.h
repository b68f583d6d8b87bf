#pragma once
// How something that a parameter switches on is switched off, by whoever calls the function.

#include <string>

#include "semantic/model.h"

namespace fastidious::rules {

// "pass `makes_tables=False` to `create_app(…)` at `app/main.py:5`", for a test that is a parameter
// of a function around it, or of the only one that calls it. Empty if that is not told.
std::string how_to_switch_off(const semantic::FileModel& file, const syntax::Expr& test);

// Whether whoever calls the function has switched it off already, or nobody has switched it on:
// `create_app(makes_tables=False)`.
bool is_switched_off(const semantic::FileModel& file, const syntax::Expr& test);

}  // namespace fastidious::rules
