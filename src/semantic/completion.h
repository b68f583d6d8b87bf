#pragma once
// Whether control can run off the end of some statements.

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// Whether the last of `statements` may be followed by what stands behind them: no return, raise,
// break, continue, endless loop or call that never returns (sys.exit, a function declared NoReturn)
// prevents it. Where it cannot tell it says yes.
bool may_complete(const FileModel& file, const syntax::StmtList& statements);

}  // namespace fastidious::semantic
