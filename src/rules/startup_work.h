#pragma once
// What handlers of startup, and lifespans in front of their `yield`, do.

#include <string>
#include <vector>

#include "app/application.h"

namespace fastidious::rules {

// Whether it does more than to log and to import.
bool does_work_at_start(const app::Definition& handler);
// The functions that it calls as the code writes them, `open_pool`, where calls are all that it
// does, those aside that the module of `caller` calls as well; empty otherwise.
std::vector<std::string> called_at_start(const app::Definition& handler,
                                         const semantic::FileModel* caller = nullptr);

}  // namespace fastidious::rules
