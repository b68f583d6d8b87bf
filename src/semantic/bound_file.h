#pragma once
// What one file's text alone says of its names. It is found while the file's tree is fresh from the
// parser, and by any thread; the model then links the files.

#include <vector>

#include "base/identifier.h"
#include "project/source_file.h"
#include "semantic/definitions.h"
#include "semantic/scopes.h"

namespace fastidious::semantic {

struct BoundFile {
  Identifier module;  // the file's dotted name, or one that no import can mean
  FileScopes scopes;
  Definitions definitions;
  // Qualified names of what the module itself makes, by SymbolId; imported names have none.
  std::vector<Identifier> module_names;
};

// `file` has its tree, path and module name; `joiner` is the calling thread's.
BoundFile bind_file(const project::SourceFile& file, NameJoiner& joiner);

// The same for all files, on the threads of the current oneTBB arena.
std::vector<BoundFile> bind_files(const std::vector<project::SourceFile>& files,
                                  IdentifierTable& names);

}  // namespace fastidious::semantic
