#pragma once
// Advice that changes a list of packages, and the lock file that has to follow it.

#include <string>

#include "deploy/repository_files.h"

namespace fastidious::rules {

// "; then `uv lock`" where a lock file lies beside the manifest, which installs refuse once the two
// differ; empty where none does.
std::string then_lock(const deploy::RepositoryFiles& files, const deploy::TextFile& manifest);

}  // namespace fastidious::rules
