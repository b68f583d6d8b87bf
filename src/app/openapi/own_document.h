#pragma once
// What an application does to its document by code of its own, as FastAPI describes it
// (https://fastapi.tiangolo.com/how-to/extending-openapi/),
// and what is known to be missing from it as a whole.

#include "app/application.h"
#include "app/openapi/json.h"

namespace fastidious::app {

// app.openapi = custom_openapi, or a method `openapi` of the application's class. Where the
// function only calls get_openapi() and assigns to keys, `document` becomes what it gives;
// otherwise it is marked by "openapi".
void apply_own_document(Json& document, const Application& application, const AppRoutes& app,
                        ModelTable& models);

// Marks a document that lacks routes or may say them wrongly: "paths" where a router is included
// that cannot be told, "route_class" where a class of routes has a constructor of its own.
void mark_unknown_routers(Json& document, const AppRoutes& app);

}  // namespace fastidious::app
