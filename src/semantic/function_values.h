#pragma once
// Functions that are given as values: callbacks, sinks, formats.

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// The lambda that `value` is, or the function that it names; nothing if it is something else.
inline Definition function_value(const FileModel& file, const syntax::Expr& value) {
  if (value.is(syntax::Kind::Lambda)) return {&file, &value};
  const Definition named = file.definition_of(value);
  return syntax::as<syntax::FunctionDef>(named.node) != nullptr ? named : Definition{};
}

}  // namespace fastidious::semantic
