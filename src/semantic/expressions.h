#pragma once
// What single expressions are, as they are written.

#include <string_view>

#include "semantic/file_model.h"
#include "semantic/model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// `secret` of `secret` and of `settings.keys.secret`; "" for what is neither a name nor an
// attribute.
std::string_view last_name(const FileModel& file, const syntax::Expr& expr);
// Whether it is the bare name `wanted`.
bool is_name(const FileModel& file, const syntax::Expr& expr, std::string_view wanted);
// The text of a literal; "" for everything else, null included.
std::string_view string_of(const syntax::Expr* expr);
// Whether the value is known to be True; null is not.
bool is_true(const FileModel& file, const syntax::Expr* value);
// Whether it is a literal None; a value that is not there is none.
bool is_none(const syntax::Expr& value);
bool is_none(const syntax::Expr* value);
// Whether there is no value but a literal None, if any: `return` and `return None`.
bool is_nothing(const syntax::Expr* value);
// Whether it stands in an `if` statement or in a conditional expression.
bool is_conditional(const FileModel& file, const syntax::Node& node);
// `await call`
bool is_awaited(const FileModel& file, const syntax::Call& call);
// The `__init__` in the body of a class itself; null if it inherits one.
const syntax::FunctionDef* own_constructor(const Definition& cls);

}  // namespace fastidious::semantic
