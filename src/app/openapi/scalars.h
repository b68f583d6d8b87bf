#pragma once
// The JSON Schema of types that have no parts.

#include <optional>
#include <string_view>

#include "app/models/json_names.h"
#include "app/openapi/json.h"

namespace fastidious::app {

// Which JSON Schema keywords `min_length` and the like become.
enum class Family : std::uint8_t { None, Numeric, String, Array, Object };

struct ScalarSchema {
  Json schema;
  Family family = Family::None;
};

// Of a type of the standard library, of Pydantic or of FastAPI; nothing if it is not known.
std::optional<ScalarSchema> scalar_schema(std::string_view qualified_name, Mode mode);

}  // namespace fastidious::app
