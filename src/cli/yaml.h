#pragma once
// JSON values as YAML 1.2 (https://yaml.org/spec/1.2.2/), in block style.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace fastidious::cli {

// Keys keep their order; strings that YAML could take for something else are quoted.
std::string to_yaml(const nlohmann::ordered_json& json);

// The first document of a YAML text, by the core schema; nothing if it is none, or too large or too
// deep when its aliases are written out.
std::optional<nlohmann::ordered_json> from_yaml(const std::string& text);

}  // namespace fastidious::cli
