#pragma once
// JSON values as YAML 1.2 (https://yaml.org/spec/1.2.2/), in block style.

#include <nlohmann/json.hpp>
#include <string>

namespace fastidious::cli {

// Keys keep their order; strings that YAML could take for something else are quoted.
std::string to_yaml(const nlohmann::ordered_json& json);

}  // namespace fastidious::cli
