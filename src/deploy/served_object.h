#pragma once
// What a server's target, "app.main:app", stands for.

#include "deploy/start_command.h"

namespace fastidious::deploy {

// What `command`, whose server is known, serves.
ServedObject served_object(const app::Application& application, const RepositoryFiles& files,
                           const StartCommand& command);

// Whether the uvicorn.run(…) listens on a socket in the file system or one that it is handed.
bool listens_on_socket(app::Placed run);

// The uvicorn.run(…) of the program that `command` runs, one that listens on a port if there are
// several; null if there is none.
app::Placed program_server(const app::Application& application, const RepositoryFiles& files,
                           const StartCommand& command);

}  // namespace fastidious::deploy
