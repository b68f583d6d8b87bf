#pragma once
// Calls that take no longer than the processor needs: no pause, network, file or database.

#include <vector>

#include "semantic/model.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Whether all of them, with what they call in turn, only compute; false where that is not known.
bool only_compute(const semantic::FileModel& file, const std::vector<const syntax::Call*>& calls);

}  // namespace fastidious::rules
