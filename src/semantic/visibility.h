#pragma once
// Who is meant to use what a file defines, and what needs no documentation for it.

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// Whether the module can be imported by name and no part of that name is private (`_x`, but not
// `__main__`).
bool is_public_module(const FileModel& file);
// Whether the module does nothing but import and list names: an empty or re-exporting __init__.py.
bool only_re_exports(const FileModel& file);
// Whether a stub (`x.pyi` beside `x.py`) gives the types.
bool has_stub(const FileModel& file);
// `@name.setter`, `@name.deleter`.
bool is_property_setter(const FileModel& file, const syntax::FunctionDef& function);
// One of these, or what a query takes for it, `@name.expression`: the getter's docstring speaks.
bool is_part_of_property(const FileModel& file, const syntax::FunctionDef& function);
// Whether the function is marked with typing.override or redefines a method of a class of the
// repository that has a docstring: inspect.getdoc() finds it there.
bool inherits_docstring(const FileModel& file, const syntax::FunctionDef& function);
// Whether a class needs no docstring: a marker that is only named (`class Lost(Error): pass`), a
// Config or Meta, a protocol, an Enum of nothing but members.
bool speaks_for_itself(const FileModel& file, const syntax::ClassDef& cls);
// `__name__` with two underscores on both sides.
bool is_magic_name(std::string_view name);

}  // namespace fastidious::semantic
