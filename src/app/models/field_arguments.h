#pragma once
// The arguments of a call that describes a field.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

struct FieldArguments {
  std::string function;  // "pydantic.Field", "fastapi.Query"
  std::vector<Value> positional;
  std::vector<std::pair<std::string_view, Value>> keywords;
};

// Of Field(…), Query(…), … itself, or of a function of the repository that returns such a call:
// what it passes on of its own arguments, with what it takes out of `**kwargs` and puts into it.
// Nothing where `call` is something else.
std::optional<FieldArguments> field_arguments(const Value& call);

// Whether the qualified name is a function of Pydantic, SQLModel or FastAPI that describes a field.
bool is_field_function(std::string_view qualified_name);

}  // namespace fastidious::app
