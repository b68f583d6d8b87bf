#pragma once
// All that there is to say about one endpoint, ready to be printed.

#include <string>
#include <vector>

#include "app/application.h"
#include "app/dependencies/authentication.h"
#include "app/routes/test_requests.h"

namespace fastidious::app {

struct RouteRow {
  std::string_view kind;  // "http", "websocket", "function", "mount"
  std::vector<std::string> methods;
  std::string path;
  std::string handler;  // qualified name
  std::string file;
  std::uint32_t line = 0;     // of the handler, from 1
  std::string registered_at;  // "app/main.py:12": the outermost include, or the decorator
  std::string conditional;    // the test of the If it stands under; empty if it always runs
  Authentication authentication;
  std::vector<std::string> parameters;  // "path item_id: int"
  std::string request_model;
  std::string response_model;
  std::vector<int> raised;  // error statuses that its code can answer with
  std::vector<std::string> documented;
  std::vector<int> undocumented;          // those of `raised` that OpenAPI does not show
  std::vector<std::string> dependencies;  // qualified names, in order of execution
  std::vector<std::string> background;    // qualified names of what runs after the response
  std::vector<std::string> tests;         // "tests/test_items.py:10"
};

// The rows of every application, sub-applications under the path they are mounted at, then those
// of Firebase functions.
std::vector<RouteRow> route_rows(const Application& application);

}  // namespace fastidious::app
