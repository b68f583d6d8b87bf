#pragma once
// Classes whose `__init__` is made of their fields
// (https://docs.python.org/3/library/dataclasses.html).

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// `@dataclass` or `@dataclass(…)`, of Python or of Pydantic; null for other classes.
const syntax::Expr* dataclass_decorator(const FileModel& file, const syntax::ClassDef& cls);

}  // namespace fastidious::semantic
