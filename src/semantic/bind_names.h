#pragma once
// From a tree to its scopes, symbols and bindings.

#include "base/identifier.h"
#include "semantic/scopes.h"
#include "syntax/tree.h"

namespace fastidious::semantic {

// Binds every name of `tree`, which must outlive the result. One pass over the nodes, linear time;
// `names` is the cache of the table that the tree's identifiers come from.
FileScopes bind_names(const syntax::Tree& tree, IdentifierCache& names);

// `name` as code in class `cls` means it: `__x` is `_Cls__x`
// (https://docs.python.org/3/reference/expressions.html#private-name-mangling).
Identifier mangle(Identifier name, Identifier cls, IdentifierCache& names);

}  // namespace fastidious::semantic
