#pragma once
// Servers that a program starts on a developer's own machine, as `uvicorn.run` says itself.

#include "app/routes/route.h"

namespace fastidious::app {

class Application;

// Whether `run`, a call of uvicorn.run or uvicorn.Config, reloads the code when it changes
// (`reload=True`, also as the default of the parameter that decides it) or listens to its own
// machine alone (`host="localhost"`): https://www.uvicorn.org/settings/.
bool is_development_server(const FileModel& file, const syntax::Call& run);

// Whether all that starts `app` in the code, of which there is something, listens to the machine
// alone that it runs on.
bool is_for_own_machine(const Application& application, const AppRoutes& app);

// Whether all that starts `app` in the code are such servers, there is one, and the repository has
// another application that none of them starts.
bool is_for_development(const Application& application, const AppRoutes& app);

}  // namespace fastidious::app
