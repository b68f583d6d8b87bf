#pragma once
// Where the text of a caught exception goes.

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// An exception that has a name: `except E as name`, or the parameter of an exception handler.
struct NamedException {
  const FileModel* file = nullptr;
  const syntax::Node* scope = nullptr;  // ExceptHandler or FunctionDef
  Identifier name;                      // empty: it has none, but its traceback can be had
  // Whether the exception itself, where a value is expected, stands for its text: an f-string makes
  // text of it, JSON does not.
  bool is_text_itself = true;
};

// Whether `expr` holds what the exception says of itself: `str(e)`, f"… {e}", `e.args[0]`, `e`
// alone, `traceback.format_exc()`, or a variable that was given such a text inside the scope.
// Attributes with a meaning of their own (`e.status_code`, `e.detail`, `e.strerror`, which is one
// of the few texts of the operating system), its class and functions that it is handed to say
// something else. Bounded work.
bool holds_exception_text(const NamedException& exception, const syntax::Expr& expr);

}  // namespace fastidious::semantic
