#pragma once
// JSON Schemas of two versions of one value.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/contract/change.h"

namespace fastidious::app {

// Who sends the value: the client, who follows the old document, or the application.
enum class Direction : std::uint8_t { Request, Response };

class SchemaComparison {
 public:
  using Json = nlohmann::ordered_json;

  // `old_document` and `new_document` hold what references lead to.
  SchemaComparison(const Json& old_document, const Json& new_document, Direction direction,
                   std::string operation, std::vector<Change>& changes)
      : old_document_(old_document),
        new_document_(new_document),
        direction_(direction),
        operation_(std::move(operation)),
        changes_(changes) {}

  // `where` is what the value is ("request body"); `path` the way into it ("items[].price").
  void compare(const Json& old_schema, const Json& new_schema, const std::string& where,
               const std::string& path = {});

 private:
  enum class Effect : std::uint8_t { Narrower, Wider, Neither };

  void report(bool breaking, std::string_view request_kind, std::string_view response_kind,
              const std::string& message);
  void effect(Effect effect, std::string_view request_kind, std::string_view response_kind,
              const std::string& message);
  void compare_choices(const std::vector<Json>& old_choices, const std::vector<Json>& new_choices);
  void compare_one(const Json& old_schema, const Json& new_schema);
  bool compare_types(const Json& old_schema, const Json& new_schema);
  void compare_values(const Json& old_schema, const Json& new_schema);
  void compare_format(const Json& old_schema, const Json& new_schema);
  void compare_bounds(const Json& old_schema, const Json& new_schema);
  void compare_properties(const Json& old_schema, const Json& new_schema);
  void compare_property(const std::string& name, const Json& old_schema, const Json& new_schema);
  void compare_additional(const Json& old_schema, const Json& new_schema);
  void compare_items(const Json& old_schema, const Json& new_schema);
  void descend(const Json& old_schema, const Json& new_schema, const std::string& step);
  bool is_request() const { return direction_ == Direction::Request; }

  const Json& old_document_;
  const Json& new_document_;
  Direction direction_;
  std::string operation_;
  std::vector<Change>& changes_;
  std::string where_, path_;
  int depth_ = 0;
  std::set<std::pair<std::string, std::string>> inside_;  // pairs of references being compared
};

// The schema that `schema` refers to, with what allOf says merged in.
nlohmann::ordered_json resolved_schema(const nlohmann::ordered_json& document,
                                       const nlohmann::ordered_json& schema);

}  // namespace fastidious::app
