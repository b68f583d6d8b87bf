#pragma once
// Loops that change routes after their registration.

#include <vector>

#include "app/routes/route.h"

namespace fastidious::app {

// What `for route in app.routes:` assigns to the routes that are there when it runs: operation ids,
// tags without repetition. FastAPI 0.137 and later show it only the application's own routes
// (https://fastapi.tiangolo.com/release-notes/#01370).
void change_routes(const Registration& loop, std::vector<Route>& routes);

}  // namespace fastidious::app
