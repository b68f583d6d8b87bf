#pragma once
// The scopes in the words of CPython's symtable module.

#include <string>

#include "base/identifier.h"
#include "semantic/scopes.h"
#include "syntax/tree.h"
#include "text/source_text.h"

namespace fastidious::semantic {

inline constexpr int kNewestSymtable = 13;  // 3.14 has annotation scopes (PEP 649), not built yet

// What symtable.symtable() of CPython 3.`minor` (8 to kNewestSymtable) says about the file: for
// each scope a line `TYPE 'name' LINE` and one line `- 'name': facts` for each of its symbols, by
// name; the facts are the is_… methods of symtable.Symbol that hold, in alphabetical order. Inner
// scopes follow, two spaces deeper. `tree` has no errors and is not syntax::nested_too_deeply().
std::string dump_scopes(const syntax::Tree& tree, const SourceText& text, const FileScopes& scopes,
                        IdentifierCache& names, int minor);

}  // namespace fastidious::semantic
