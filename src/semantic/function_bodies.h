#pragma once
// What a function's own body does; functions nested in it are left out.

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// The first `return value` whose value is not None; null if there is none.
const syntax::Return* first_valued_return(const FileModel& file,
                                          const syntax::FunctionDef& function);
// A body that only stands for one: a docstring, `pass`, `...`, `raise NotImplementedError`.
bool is_stub_body(const FileModel& file, const syntax::FunctionDef& function);
// A text that stands as a statement below the first ones: it was meant as the docstring, and is
// none. Null if there is no such text, or a docstring.
const syntax::ExprStmt* displaced_docstring(const syntax::FunctionDef& function);
// Whether the last statement of the body raises.
bool ends_with_raise(const syntax::FunctionDef& function);
// Whether the last statement of the block raises or returns; not whether an `if` at its end does on
// both ways (semantic/completion.h).
bool ends_by_leaving(const syntax::StmtList& block);
// Null if it has no parameter of this name.
const syntax::Arg* parameter_named(const syntax::FunctionDef& function, Identifier name);
// self or cls, whatever it is called: the first parameter of a method that is not static, and of
// `__new__`; null if there is none.
const syntax::Arg* owner_parameter(const FileModel& file, const syntax::FunctionDef& function);
// Where `-> T` belongs: behind the `)` of the parameters.
Offset end_of_signature(const FileModel& file, const syntax::FunctionDef& function);

}  // namespace fastidious::semantic
