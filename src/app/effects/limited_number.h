#pragma once
// Numbers that are limited by code instead of by their declaration.

#include "app/values/value.h"

namespace fastidious::app {

// Whether `parameter` of `function`, or what little changes leave of it, has a most, there or in a
// function that it is passed to: `min(limit, 100)`, `if limit > 100`, `validate_limit(limit)`.
bool has_maximum(const Definition& function, const syntax::Arg& parameter);

// Whether it makes nothing longer than it is: it is used nowhere, or only says which part is taken
// of a list that is there, `found[:limit]`, `RECIPES[start : start + limit]`, or is a word of what
// another service is asked for, `data["limit"] = limit`.
bool only_cuts(const Definition& function, const syntax::Arg& parameter);

}  // namespace fastidious::app
