#pragma once
// The handler that answers what nobody catches, and what keeps it from being called.

#include <string_view>

#include "app/application.h"

namespace fastidious::rules {

// Of `Exception`, or of status 500: Starlette calls both in the same place.
bool is_last_resort(const app::ExceptionHandler& handler);

// Whether `debug=True` answers in its place: Starlette's ServerErrorMiddleware then sends a page of
// its own and never calls the handler (https://www.starlette.io/exceptions/#errors-and-handled-exceptions).
bool is_debugged(const app::Router& app);

struct LastResort {
  app::Definition handler;   // null if there is none, or more than one application
  bool tells = false;        // it answers with the traceback
  bool is_debugged = false;  // nobody calls it so far (SEC087)

  explicit operator bool() const { return handler.node != nullptr; }
  std::string_view name() const;
};
LastResort last_resort(const app::Application& application);

}  // namespace fastidious::rules
