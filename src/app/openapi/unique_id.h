#pragma once
// Operation ids (https://fastapi.tiangolo.com/advanced/path-operation-advanced-configuration/).

#include <string>

#include "app/routes/route.h"

namespace fastidious::app {

// operation_id=…, else what the application's generate_unique_id_function gives, else FastAPI's
// own.
std::string unique_id(const Route& route);

}  // namespace fastidious::app
