#pragma once
// Edits of calls that several rules offer.

#include <string_view>

#include "rules/check.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Adds `argument` ("timeout=10") as the call's last one. Does nothing to a call whose only
// argument is a generator expression without parentheses of its own.
void append_argument(Draft& draft, const semantic::FileModel& file, const syntax::Call& call,
                     std::string_view argument);

}  // namespace fastidious::rules
