#pragma once
// Which name each schema gets in components/schemas: the shortest that means one schema only
// (pydantic.json_schema._DefinitionsRemapping).

#include <map>
#include <string>
#include <vector>

#include "app/openapi/schema_writer.h"

namespace fastidious::app {

inline constexpr const char* kReferencePrefix = "#/components/schemas/";

// The names that the class may have, the best one first: "Item", "Item-Input", "app__models__Item",
// ….
std::vector<std::string> schema_names(const ModelClass& model, Mode mode);

// The chosen name of each key of `definitions`. Before Pydantic 2.13 what refers to a schema by a
// name that it had for a while stays apart: `keeps_first_references`.
std::map<std::string, std::string> choose_names(
    const std::map<std::string, NamedSchema>& definitions, bool keeps_first_references);

// `json` with references by key replaced by references by name.
Json renamed(const Json& json, const std::map<std::string, std::string>& names);

}  // namespace fastidious::app
