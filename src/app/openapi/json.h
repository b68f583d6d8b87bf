#pragma once
// JSON values of the OpenAPI document, keys in the order in which they are set.

#include <nlohmann/json.hpp>
#include <optional>

#include "app/models/model_class.h"
#include "app/values/value.h"

namespace fastidious::app {

using Json = nlohmann::ordered_json;

// Where the document lacks something that cannot be told without running the application:
// {"x-fastidious-unknown": ["default"]}.
inline constexpr const char* kUnknown = "x-fastidious-unknown";

// What json.dumps(jsonable_encoder(value)) gives; nothing where that is not known.
std::optional<Json> to_json(const Value& value, ModelTable& models);

// FastAPI's deep_dict_update(): dictionaries are merged, lists joined, the rest replaced.
void deep_update(Json& target, const Json& update);

// Without keys whose value is null, at any depth, as exclude_none does.
Json without_nulls(const Json& json);

// With what stands beside a reference around it: {"allOf": [{"$ref": …}], "default": …}.
Json with_wrapped_references(const Json& json);

}  // namespace fastidious::app
