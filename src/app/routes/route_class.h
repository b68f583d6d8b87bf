#pragma once
// Routes of a class of the repository's own: `APIRouter(route_class=…)`
// (https://fastapi.tiangolo.com/how-to/custom-request-and-route/).

#include <string_view>

#include "app/routes/route.h"

namespace fastidious::app {

// Whether the class that the route's router makes its routes of catches errors of the class so
// named, and answers them itself.
bool route_class_catches(const RouterTable& routers, const Route& route, std::string_view error);

}  // namespace fastidious::app
