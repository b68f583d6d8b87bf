#pragma once
// What a route leaves to be done after its response
// (https://fastapi.tiangolo.com/tutorial/background-tasks/).

#include <string>
#include <vector>

#include "app/routes/route.h"

namespace fastidious::app {

struct BackgroundTask {
  std::string name;     // the qualified name of the function, or its text where it has none
  Definition function;  // null if it is not in the repository
  Placed added_at;      // `tasks.add_task(…)`, `BackgroundTask(…)`
};

// Of the endpoint and its dependencies, as far as their own bodies add them; each function once.
std::vector<BackgroundTask> background_tasks(const Route& route);

}  // namespace fastidious::app
