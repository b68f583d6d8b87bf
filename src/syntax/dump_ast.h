#pragma once
// The tree in the words of CPython: what ast.dump(ast.parse(source), include_attributes=True)
// prints.

#include <string>

#include "syntax/tree.h"

namespace fastidious::syntax {

// The one line that CPython 3.`minor` (8 to 14) prints for `tree`, which is that of `text` and has
// no errors. Fields, their order, and which of them are left out differ between versions, as do
// positions inside f-strings. `nested_too_deeply` trees cannot be dumped.
std::string dump_ast(const Tree& tree, const SourceText& text, IdentifierCache& names, int minor);

// Whether the tree is deeper than dump_ast() can go (limits::kMaxDumpDepth).
bool nested_too_deeply(const Tree& tree);

}  // namespace fastidious::syntax
