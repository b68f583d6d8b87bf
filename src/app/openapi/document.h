#pragma once
// The OpenAPI document of an application, without importing it (fastapi/openapi/utils.py).

#include "app/application.h"
#include "app/openapi/json.h"

namespace fastidious::app {

// What `app.openapi()` gives, as far as the text tells.
Json openapi_document(const Application& application, const AppRoutes& app);

}  // namespace fastidious::app
