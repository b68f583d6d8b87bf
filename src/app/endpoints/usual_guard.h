#pragma once
// The dependency by which the endpoints beside one are guarded.

#include <string>
#include <string_view>

#include "app/endpoints/endpoint.h"

namespace fastidious::app {

// Of the dependencies that guard the endpoint, the one that needs the others, the first of those
// that stand side by side: "app.api.deps.get_current_user". Empty if none has a name.
std::string_view outermost_guard(const Endpoint& endpoint);

// What guards most of the endpoints whose handlers stand in the same file, preferably of those that
// ask for no role; where none of them is guarded, most of those of the application. Empty if there
// is none.
std::string usual_guard_near(const Endpoints& endpoints, const Endpoint& endpoint);

}  // namespace fastidious::app
