#pragma once
// The endpoints that an OpenAPI document shows.

#include <vector>

#include "app/routes/route.h"

namespace fastidious::app {

class Application;

// Whether the application serves a document: not with `openapi_url=None` or "".
bool has_document(const Router& app);

// HTTP endpoints that a document shows or may show, each once, in the order of
// Application::distinct_routes(): as the first application with a document serves them, and those
// of routers that no application includes, if one may load their file and include them in a way
// that is not seen, or the repository has none. Without hidden ones, and without those that only
// applications without a document serve. To be asked for as Application::documented_routes(), which
// looks once.
std::vector<const Route*> find_documented_routes(const Application& application);
// The first of them for each endpoint: one that is registered under two paths is there once.
std::vector<const Route*> documented_endpoints(const Application& application);

}  // namespace fastidious::app
