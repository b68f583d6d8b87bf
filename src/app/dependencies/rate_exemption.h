#pragma once
// Endpoints that are taken out of the limits of the application.

#include <string_view>

#include "app/routes/route.h"

namespace fastidious::app {

// Whether a decorator, as written, takes the endpoint out of all limits: "limiter.exempt".
bool lifts_limits(std::string_view decorator);

// Whether the route's handler has such a decorator.
bool has_limits_lifted(const Route& route);

// Whether the function of a middleware lets every request pass for want of what it asks the
// application's state for, `getattr(app.state, "limiter", None)`, and nobody puts that there.
bool lacks_its_limiter(const Definition& middleware);

}  // namespace fastidious::app
