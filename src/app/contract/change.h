#pragma once
// What two OpenAPI documents of one application differ in, and whether its clients notice.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace fastidious::app {

struct Change {
  // Whether a client that was right by the old document may be wrong by the new one.
  bool breaking = false;
  std::string_view kind;  // "operation-removed", "request-property-required", …
  std::string operation;  // "GET /items/{item_id}", "webhook new-order POST"; of the new document
  std::string place;      // "query parameter `limit`", "response 200 `items[].price`"; may be empty
  std::string message;    // "is required now"
};

// Paths are the same if they differ in the names of their parameters only. What is sent must not
// be narrowed, what comes back must not be widened: new required fields, lost choices and tighter
// bounds break requests; lost fields, fields that may be missing, and new types, choices and nulls
// break responses. Breaking changes first, then by the order of the documents.
std::vector<Change> contract_changes(const nlohmann::ordered_json& old_document,
                                     const nlohmann::ordered_json& new_document);

}  // namespace fastidious::app
