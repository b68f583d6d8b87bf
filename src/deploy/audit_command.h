#pragma once
// How the packages that the repository installs are audited.

#include <string>

#include "deploy/repository_files.h"

namespace fastidious::deploy {

// pip-audit, for what is locked: run bare it looks at the environment that it is installed in,
// which is not that of uv's projects.
std::string audit_command(const RepositoryFiles& files);

}  // namespace fastidious::deploy
