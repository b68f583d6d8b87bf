#pragma once
// Operations of two documents.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/contract/compare_schemas.h"

namespace fastidious::app {

struct OperationPair {
  const nlohmann::ordered_json& old_document;
  const nlohmann::ordered_json& new_document;
  const nlohmann::ordered_json& old_operation;
  const nlohmann::ordered_json& new_operation;
  std::string name;  // "GET /items"
  // Path parameters that have another name now: {old, new}.
  std::vector<std::pair<std::string, std::string>> renamed;
  bool is_webhook = false;  // the application sends the request
};

void compare_operations(const OperationPair& pair, std::vector<Change>& changes);

}  // namespace fastidious::app
