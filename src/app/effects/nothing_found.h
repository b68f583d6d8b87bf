#pragma once
// Tests that hold where a look-up has found nothing.

#include <string_view>

#include "app/values/value.h"

namespace fastidious::app {

// Whether the test holds where what `name` was given is empty: `not x`, `x is None`,
// `x is None or …`, `not doc.exists`, `"Item" not in x`, `len(x["Items"]) == 0`.
bool says_nothing(const FileModel& file, const syntax::Expr& test, std::string_view name);

// The same where it is an error: `error`, `error is not None`.
bool says_error(const FileModel& file, const syntax::Expr& test, std::string_view name);

}  // namespace fastidious::app
