#pragma once
// What a repository says of its own files in .gitattributes
// (https://git-scm.com/docs/gitattributes).

#include <string_view>

#include "repo/roles.h"
#include "text/file_system.h"

namespace fastidious::repo {

// Files with `linguist-generated`, with which repositories tell GitHub what a tool has written, are
// generated, unless the configuration lists those that are. A list of patterns has no exceptions:
// what stands before a line that takes files back is left out as a whole, so that nothing written
// by hand goes unread.
void add_generated(std::string_view attributes, RoleOverrides& roles);

// The same of the .gitattributes at the root, if there is one that can be read.
void add_generated(const FileSystem& files, RoleOverrides& roles);

}  // namespace fastidious::repo
