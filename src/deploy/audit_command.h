#pragma once
// How the packages that the repository installs are audited.

#include <string>

#include "deploy/repository_files.h"

namespace fastidious::deploy {

// pip-audit, for what is locked: run bare it looks at the environment that it is installed in,
// which is not that of uv's projects.
std::string audit_command(const RepositoryFiles& files);

// "uv" or "poetry", which make an environment of the project's own and run commands in it; empty
// where no lock of theirs is here.
std::string environment_tool(const RepositoryFiles& files);

}  // namespace fastidious::deploy
