#pragma once
// Endpoints that are taken out of the limits of the application.

#include <string_view>

#include "app/routes/route.h"

namespace fastidious::app {

// Whether a decorator, as written, takes the endpoint out of all limits: "limiter.exempt".
bool lifts_limits(std::string_view decorator);

// Whether the route's handler has such a decorator.
bool has_limits_lifted(const Route& route);

}  // namespace fastidious::app
