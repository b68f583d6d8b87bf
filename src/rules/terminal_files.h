#pragma once
// Files whose output somebody reads in a terminal.

#include <string_view>

#include "semantic/file_model.h"

namespace fastidious::rules {

// What makes a module part of something that runs by itself.
inline constexpr std::string_view kServers[] = {"fastapi.FastAPI",
                                                "fastapi.APIRouter",
                                                "starlette.applications.Starlette",
                                                "flask.Flask",
                                                "flask.Blueprint",
                                                "celery.Celery",
                                                "celery.shared_task",
                                                "arq.run_worker",
                                                "dramatiq.actor",
                                                "fastmcp.FastMCP",
                                                "socketio.AsyncServer",
                                                "firebase_functions.https_fn.on_request",
                                                "mcp.server.Server",
                                                "uvicorn.run",
                                                "mcp.server.fastmcp.FastMCP",
                                                "mcp.server.lowlevel.Server"};

// Whether the module belongs to a command line: by its name or folder, by what it imports, as a
// script that defines no routes, or because it asks somebody (`input()`).
bool is_read_in_terminal(const semantic::FileModel& file);

// The same without scripts: what has an `if __name__ == "__main__":` may be a worker as well.
bool is_command_line(const semantic::FileModel& file);

// Whether it makes or starts something that runs by itself.
bool makes_server(const semantic::FileModel& file);

// Whether it is nothing else: no other code imports it, and it makes no application.
bool is_terminal_program(const semantic::FileModel& file);

}  // namespace fastidious::rules
