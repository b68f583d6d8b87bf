#pragma once
// The server that a command line tool starts for a moment, on localhost, for one callback of a
// browser: nobody reads its document, and nobody but the tool's user reaches it.

#include <algorithm>
#include <string_view>

#include "app/routes/route.h"

namespace fastidious::app {

// Whether the file belongs to a command line: `tool/cli/login.py`.
inline bool is_of_command_line(const FileModel& file) {
  const std::string_view path = file.file().path;
  return path.starts_with("cli/") || path.find("/cli/") != path.npos;
}

// Whether the application is such a server: it and all its routes are of the command line.
inline bool is_of_command_line(const AppRoutes& app) {
  return is_of_command_line(*app.app->construction.file) &&
         std::all_of(app.routes.begin(), app.routes.end(), [](const Route& route) {
           return route.registered_at.file == nullptr ||
                  is_of_command_line(*route.registered_at.file);
         });
}

}  // namespace fastidious::app
