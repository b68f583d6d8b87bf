#pragma once
// The server that a program starts itself: `uvicorn.run("app.main:app", port=8000)`.

#include "deploy/start_command.h"

namespace fastidious::deploy {

// Fills what `command`, which runs a program of Python, serves and where it listens from the
// uvicorn.run(…) of that program; without one the command has no server that we know.
void read_program(const app::Application& application, const RepositoryFiles& files,
                  StartCommand& command);

}  // namespace fastidious::deploy
