#pragma once
// What an annotation says (https://typing.python.org/en/latest/spec/annotations.html).

#include <string_view>

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// Whether the expression, plain or quoted, is typing.Any.
bool is_any(const FileModel& file, const syntax::Expr& annotation);

// Whether None is a value of the type. Unknown where the type is an alias, a type variable, or
// comes from a module that is not seen.
enum class Allows : unsigned char { No, Yes, Unknown };
Allows allows_none(const FileModel& file, const syntax::Expr& annotation);

// "dict" of `dict` or `typing.Dict`, "Callable", …: the generic class that is named without saying
// what it holds; empty for everything else. `type` counts for none, and so does a generic with
// arguments.
std::string_view bare_generic(const FileModel& file, const syntax::Expr& annotation);

// The text of a quoted annotation without its quotes; the source text of any other.
std::string_view annotation_text(const FileModel& file, const syntax::Expr& annotation);

}  // namespace fastidious::semantic
