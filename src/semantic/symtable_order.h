#pragma once
// The order in which CPython's symtable meets the scopes of a file: not that of the text.

#include <cstdint>
#include <vector>

#include "semantic/scopes.h"
#include "syntax/tree.h"

namespace fastidious::semantic {

// For each scope of `scopes`, its place in the order of CPython 3.`minor` (8 to 13). Recursive:
// `tree` must not be syntax::nested_too_deeply().
std::vector<std::uint32_t> symtable_order(const syntax::Tree& tree, const FileScopes& scopes,
                                          int minor);

}  // namespace fastidious::semantic
