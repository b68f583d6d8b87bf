#pragma once
// The first phase that looks inside files.

#include <vector>

#include "base/identifier.h"
#include "engine/style_plan.h"
#include "project/source_file.h"
#include "repo/inventory.h"
#include "repo/roles.h"
#include "semantic/bound_file.h"
#include "text/file_system.h"

namespace fastidious::engine {

struct ParsedFiles {
  std::vector<project::SourceFile> files;  // sorted by path; each id is its index
  std::vector<semantic::BoundFile> bound;  // by id
  // Listed by the inventory as not analysed, or found here not to be readable: path and id only.
  std::vector<project::TextFile> not_analysed;
};

// Reads, decodes, parses and binds the inventory's Python files, in parallel, each placed among the
// modules. What cannot be read is added to the inventory's list, with the reason. `style` says
// which files are checked for PEP 8 on the way.
ParsedFiles parse_all(repo::Inventory& inventory, const repo::RoleOverrides& roles,
                      const StylePlan& style, const FileSystem& files, IdentifierTable& names);

}  // namespace fastidious::engine
