#pragma once
// Writing the docstring that a definition or module lacks.

#include <string_view>

#include "rules/check.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Offers `docstring`, quotes included, as the first statement of `body`, with `empty_lines` behind
// it. Nothing is offered where the body does not begin on a line of its own.
void offer_docstring(Draft& draft, const semantic::FileModel& file, const syntax::StmtList& body,
                     std::string_view docstring, std::size_t empty_lines);

}  // namespace fastidious::rules
