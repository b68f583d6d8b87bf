#pragma once
// Commands to which a pyproject.toml gives names: `task start`, `poe start`.

#include <string_view>

#include "deploy/server_command.h"

namespace fastidious::deploy {

// What `runner`, taskipy's `task` or `poe`, starts under `name`; empty if `pyproject` does not say
// so in one text.
Setting project_task(const TextFile& pyproject, std::string_view runner, std::string_view name);

}  // namespace fastidious::deploy
