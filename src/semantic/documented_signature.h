#pragma once
// The parameters of a function beside what its docstring says about them.

#include <vector>

#include "semantic/docstring.h"
#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// The parameters that a docstring should speak about and does not: all but self and cls, `_x`,
// those that FastAPI fills by itself, and those whose annotation or default documents them
// (`Query(description="…")`, `Annotated[int, Doc("…")]`). Where the docstring documents names that
// are no parameters, **kwargs counts as documented by them.
std::vector<const syntax::Arg*> undocumented_parameters(const FileModel& file,
                                                        const syntax::FunctionDef& function,
                                                        const Docstring& docstring);

// The names that the docstring documents as parameters and that neither the function has, nor a
// function that it defines, nor a model that it takes; empty for a function that takes **kwargs.
std::vector<const DocstringEntry*> unknown_parameters(const FileModel& file,
                                                      const syntax::FunctionDef& function,
                                                      const Docstring& docstring);

// The part of the file that `part`, a view into its text, covers.
Span span_of(const FileModel& file, std::string_view part);

}  // namespace fastidious::semantic
