#pragma once
// Edits that take a secret out of the source.

#include "rules/check.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Offers to read the value from the environment where that is simple: the default of a settings
// field goes, so that the field is required; a module's variable becomes `os.environ["NAME"]`.
// Offers nothing where the literal is part of something else.
void offer_environment(Draft& draft, const semantic::FileModel& file,
                       const syntax::Constant& literal);

}  // namespace fastidious::rules
