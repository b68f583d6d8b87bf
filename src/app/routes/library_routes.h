#pragma once
// Routes that come in with a library's router: `app.include_router(users.get_auth_router(…))`.

#include <vector>

#include "app/routes/route.h"
#include "knowledge/library_routers.h"

namespace fastidious::app {

// What is known of the router that the include_router call takes; empty where it is of no library
// that is known.
struct LibraryRouter {
  std::vector<const knowledge::LibraryRoute*> routes;
  Value backend;  // the name of its authentication backend; Unknown where it cannot be told
};
LibraryRouter library_router(Placed include, const Bindings& bindings = {});

// Whether the route came in so: its handler is the library's, and nobody here can change what it
// takes, gives or says.
bool is_of_library(const Route& route);

}  // namespace fastidious::app
