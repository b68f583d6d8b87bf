#include "app/contract/compare_schemas.h"

#include <fmt/format.h>

#include <algorithm>

namespace fastidious::app {
namespace {

using Json = SchemaComparison::Json;

constexpr int kMaxDepth = 40;
constexpr int kMaxReferences = 32;

// "#/components/schemas/Item" in `document`; null if there is none.
const Json* referred(const Json& document, const std::string& reference) {
  if (!reference.starts_with("#/")) return nullptr;
  try {
    const Json::json_pointer pointer(reference.substr(1));
    return document.contains(pointer) ? &document.at(pointer) : nullptr;
  } catch (const Json::exception&) {
    return nullptr;  // no JSON pointer
  }
}

std::string reference_of(const Json& schema) {
  const auto found = schema.is_object() ? schema.find("$ref") : schema.end();
  return found != schema.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void merge_part(Json& whole, const Json& part) {
  for (const auto& [key, value] : part.items()) {
    if (key == "properties" && whole.contains(key) && whole[key].is_object() && value.is_object()) {
      whole[key].update(value);
    } else if (key == "required" && whole.contains(key) && whole[key].is_array()) {
      for (const Json& one : value) whole[key].push_back(one);
    } else {
      whole[key] = value;
    }
  }
}

// The choices of anyOf, oneOf and of lists of types; the schema itself where there are none.
std::vector<Json> choices_of(const Json& document, const Json& schema) {
  for (const char* key : {"anyOf", "oneOf"}) {
    if (!schema.contains(key) || !schema[key].is_array()) continue;
    std::vector<Json> found;
    for (const Json& one : schema[key]) {
      const Json inner = one.contains("anyOf") ? resolved_schema(document, one) : one;
      if (inner.contains("anyOf")) {
        for (const Json& choice : inner["anyOf"]) found.push_back(choice);
      } else {
        found.push_back(one);
      }
    }
    return found;
  }
  if (schema.contains("type") && schema["type"].is_array()) {
    std::vector<Json> found;
    for (const Json& type : schema["type"]) {
      Json one = schema;
      one["type"] = type;
      found.push_back(std::move(one));
    }
    return found;
  }
  return {schema};
}

std::string type_of(const Json& schema) {
  if (schema.contains("type") && schema["type"].is_string()) return schema["type"];
  if (schema.contains("const")) return schema["const"].is_string() ? "string" : "";
  if (schema.contains("properties")) return "object";
  if (schema.contains("items") || schema.contains("prefixItems")) return "array";
  return {};
}

// By what a choice is found again: what it refers to, or its type.
std::string key_of(const Json& schema) {
  const std::string reference = reference_of(schema);
  if (!reference.empty()) return reference;
  std::string key = type_of(schema);
  if (schema.contains("format")) key += ":" + schema["format"].dump();
  if (schema.contains("const")) key += "=" + schema["const"].dump();
  return key;
}

std::string name_of(const Json& schema) {
  const std::string reference = reference_of(schema);
  if (!reference.empty()) return reference.substr(reference.rfind('/') + 1);
  if (schema.contains("const")) return schema["const"].dump();
  const std::string type = type_of(schema);
  return type.empty() ? "anything" : type;
}

// The values of enum or const; null where any value goes.
Json values_of(const Json& schema) {
  if (schema.contains("const")) return Json::array({schema["const"]});
  return schema.contains("enum") && schema["enum"].is_array() ? schema["enum"] : Json();
}

bool holds(const Json& list, const Json& value) {
  return list.is_array() && std::find(list.begin(), list.end(), value) != list.end();
}

std::vector<std::string> missing_from(const Json& list, const Json& other) {
  std::vector<std::string> found;
  for (const Json& value : list) {
    if (!holds(other, value)) found.push_back(value.dump());
  }
  return found;
}

Json object_at(const Json& schema, const char* key) {
  return schema.contains(key) && schema[key].is_object() ? schema[key] : Json::object();
}

}  // namespace

Json resolved_schema(const Json& document, const Json& schema) {
  const Json* at = &schema;
  for (int hops = 0; hops < kMaxReferences; ++hops) {
    const std::string reference = reference_of(*at);
    const Json* next = reference.empty() ? nullptr : referred(document, reference);
    if (next == nullptr) break;
    at = next;
  }
  if (!at->is_object() || !at->contains("allOf") || !(*at)["allOf"].is_array()) return *at;
  Json whole = *at;
  whole.erase("allOf");
  for (const Json& part : (*at)["allOf"]) {
    const std::string reference = reference_of(part);
    const Json* inner = reference.empty() ? &part : referred(document, reference);
    if (inner != nullptr && inner->is_object()) merge_part(whole, *inner);
  }
  return whole;
}

void SchemaComparison::report(bool breaking, std::string_view request_kind,
                              std::string_view response_kind, const std::string& message) {
  std::string place = where_;
  if (!path_.empty()) place += " `" + path_ + "`";
  changes_.push_back(
      {breaking, is_request() ? request_kind : response_kind, operation_, place, message});
}

void SchemaComparison::effect(Effect effect, std::string_view request_kind,
                              std::string_view response_kind, const std::string& message) {
  const Effect bad = is_request() ? Effect::Narrower : Effect::Wider;
  report(effect == bad, request_kind, response_kind, message);
}

void SchemaComparison::compare(const Json& old_schema, const Json& new_schema,
                               const std::string& where, const std::string& path) {
  where_ = where;
  path_ = path;
  descend(old_schema, new_schema, "");
}

void SchemaComparison::descend(const Json& old_schema, const Json& new_schema,
                               const std::string& step) {
  const std::pair<std::string, std::string> references{reference_of(old_schema),
                                                       reference_of(new_schema)};
  const bool named = !references.first.empty() && !references.second.empty();
  if (depth_ >= kMaxDepth || (named && inside_.count(references) != 0)) return;
  const Json old_one = resolved_schema(old_document_, old_schema);
  const Json new_one = resolved_schema(new_document_, new_schema);
  if (!old_one.is_object() || !new_one.is_object()) return;
  if (named) inside_.insert(references);
  ++depth_;
  const std::string outer = path_;
  path_ += step;
  compare_choices(choices_of(old_document_, old_one), choices_of(new_document_, new_one));
  path_ = outer;
  --depth_;
  if (named) inside_.erase(references);
}

void SchemaComparison::compare_choices(const std::vector<Json>& old_choices,
                                       const std::vector<Json>& new_choices) {
  if (old_choices.size() == 1 && new_choices.size() == 1) {
    compare_one(resolved_schema(old_document_, old_choices.front()),
                resolved_schema(new_document_, new_choices.front()));
    return;
  }
  std::vector<const Json*> left, added;
  for (const Json& one : old_choices) left.push_back(&one);
  for (const Json& one : new_choices) {
    const auto same = std::find_if(
        left.begin(), left.end(), [&](const Json* other) { return key_of(*other) == key_of(one); });
    if (same == left.end()) {
      added.push_back(&one);
      continue;
    }
    descend(**same, one, "");
    left.erase(same);
  }
  for (const Json* one : added) {
    effect(Effect::Wider, "request-type-widened", "response-type-widened",
           fmt::format("may also be {} now", name_of(*one)));
  }
  for (const Json* one : left) {
    effect(Effect::Narrower, "request-type-narrowed", "response-type-narrowed",
           fmt::format("may no longer be {}", name_of(*one)));
  }
}

void SchemaComparison::compare_one(const Json& old_schema, const Json& new_schema) {
  if (!old_schema.is_object() || !new_schema.is_object()) return;
  if (!compare_types(old_schema, new_schema)) return;
  compare_values(old_schema, new_schema);
  compare_format(old_schema, new_schema);
  compare_bounds(old_schema, new_schema);
  compare_properties(old_schema, new_schema);
  compare_additional(old_schema, new_schema);
  compare_items(old_schema, new_schema);
}

// Whether the types are the same, so that there is more to compare.
bool SchemaComparison::compare_types(const Json& old_schema, const Json& new_schema) {
  const std::string before = type_of(old_schema);
  const std::string after = type_of(new_schema);
  if (before == after) return true;
  const bool narrower = before.empty() || (before == "number" && after == "integer");
  const bool wider = after.empty() || (before == "integer" && after == "number");
  const std::string message =
      fmt::format("was {}, is {} now", name_of(old_schema), name_of(new_schema));
  if (narrower || wider) {
    effect(narrower ? Effect::Narrower : Effect::Wider,
           narrower ? "request-type-narrowed" : "request-type-widened",
           narrower ? "response-type-narrowed" : "response-type-widened", message);
  } else {
    report(true, "request-type-changed", "response-type-changed", message);
  }
  return false;
}

void SchemaComparison::compare_values(const Json& old_schema, const Json& new_schema) {
  const Json before = values_of(old_schema);
  const Json after = values_of(new_schema);
  if (before == after) return;
  if (before.is_null() || after.is_null()) {
    effect(before.is_null() ? Effect::Narrower : Effect::Wider,
           before.is_null() ? "request-enum-narrowed" : "request-enum-widened",
           before.is_null() ? "response-enum-narrowed" : "response-enum-widened",
           before.is_null() ? fmt::format("may only be one of {} now", after.dump())
                            : "may be any value now");
    return;
  }
  if (const auto gone = missing_from(before, after); !gone.empty()) {
    effect(Effect::Narrower, "request-enum-narrowed", "response-enum-narrowed",
           fmt::format("may no longer be {}", fmt::join(gone, ", ")));
  }
  if (const auto more = missing_from(after, before); !more.empty()) {
    effect(Effect::Wider, "request-enum-widened", "response-enum-widened",
           fmt::format("may also be {} now", fmt::join(more, ", ")));
  }
}

void SchemaComparison::compare_format(const Json& old_schema, const Json& new_schema) {
  const std::string before = old_schema.value("format", "");
  const std::string after = new_schema.value("format", "");
  if (before == after) return;
  if (before.empty() || after.empty()) {
    effect(before.empty() ? Effect::Narrower : Effect::Wider,
           before.empty() ? "request-format-added" : "request-format-removed",
           before.empty() ? "response-format-added" : "response-format-removed",
           before.empty() ? fmt::format("has the format {} now", after)
                          : fmt::format("has the format {} no longer", before));
  } else {
    report(true, "request-format-changed", "response-format-changed",
           fmt::format("had the format {}, has {} now", before, after));
  }
}

// What comes back within other bounds surprises nobody; what is sent may be refused.
void SchemaComparison::compare_bounds(const Json& old_schema, const Json& new_schema) {
  struct Bound {
    const char* key;
    bool is_lower;
  };
  constexpr Bound kBounds[] = {{"minimum", true},           {"exclusiveMinimum", true},
                               {"minLength", true},         {"minItems", true},
                               {"minProperties", true},     {"maximum", false},
                               {"exclusiveMaximum", false}, {"maxLength", false},
                               {"maxItems", false},         {"maxProperties", false}};
  for (const Bound& one : kBounds) {
    const Json before = old_schema.value(one.key, Json());
    const Json after = new_schema.value(one.key, Json());
    if (before == after || (!before.is_null() && !before.is_number()) ||
        (!after.is_null() && !after.is_number())) {
      continue;
    }
    const bool tighter =
        !after.is_null() && (before.is_null() || (one.is_lower ? after > before : after < before));
    report(tighter && is_request(), tighter ? "request-bounds-tightened" : "request-bounds-relaxed",
           tighter ? "response-bounds-tightened" : "response-bounds-relaxed",
           fmt::format("{} was {}, is {} now", one.key, before.is_null() ? "unset" : before.dump(),
                       after.is_null() ? "unset" : after.dump()));
  }
  for (const char* key : {"pattern", "multipleOf", "uniqueItems"}) {
    const Json before = old_schema.value(key, Json());
    const Json after = new_schema.value(key, Json());
    if (before == after) continue;
    report(!after.is_null() && is_request(),
           after.is_null() ? "request-bounds-relaxed" : "request-bounds-tightened",
           after.is_null() ? "response-bounds-relaxed" : "response-bounds-tightened",
           fmt::format("{} was {}, is {} now", key, before.is_null() ? "unset" : before.dump(),
                       after.is_null() ? "unset" : after.dump()));
  }
}

void SchemaComparison::compare_properties(const Json& old_schema, const Json& new_schema) {
  const Json before = object_at(old_schema, "properties");
  const Json after = object_at(new_schema, "properties");
  const std::string outer = path_;
  const auto at = [&](const std::string& name) {
    path_ = outer.empty() ? name : outer + "." + name;
  };
  for (const auto& [name, schema] : before.items()) {
    at(name);
    if (after.contains(name)) {
      compare_property(name, old_schema, new_schema);
    } else {
      report(true, "request-property-removed", "response-property-removed", "is gone");
    }
  }
  for (const auto& [name, schema] : after.items()) {
    if (before.contains(name)) continue;
    at(name);
    const bool required = holds(new_schema.value("required", Json()), name);
    report(required && is_request(),
           required ? "request-property-required" : "request-property-added",
           "response-property-added", required && is_request() ? "is new and required" : "is new");
  }
  path_ = outer;
}

void SchemaComparison::compare_property(const std::string& name, const Json& old_schema,
                                        const Json& new_schema) {
  const bool before = holds(old_schema.value("required", Json()), name);
  const bool after = holds(new_schema.value("required", Json()), name);
  if (before != after) {
    effect(after ? Effect::Narrower : Effect::Wider,
           after ? "request-property-required" : "request-property-optional",
           after ? "response-property-required" : "response-property-optional",
           is_request() ? (after ? "is required now" : "is required no longer")
                        : (after ? "is always there now" : "may be missing now"));
  }
  descend(old_schema["properties"][name], new_schema["properties"][name], "");
}

void SchemaComparison::compare_additional(const Json& old_schema, const Json& new_schema) {
  const Json before = old_schema.value("additionalProperties", Json(true));
  const Json after = new_schema.value("additionalProperties", Json(true));
  if (before.is_object() && after.is_object()) {
    descend(before, after, path_.empty() ? "*" : ".*");
    return;
  }
  const bool was_closed = before == Json(false);
  const bool is_closed = after == Json(false);
  if (was_closed == is_closed) return;
  report(is_closed && is_request(), is_closed ? "request-fields-closed" : "request-fields-opened",
         is_closed ? "response-fields-closed" : "response-fields-opened",
         is_closed ? "takes no other fields now" : "takes other fields now");
}

void SchemaComparison::compare_items(const Json& old_schema, const Json& new_schema) {
  if (old_schema.contains("items") && new_schema.contains("items")) {
    descend(old_schema["items"], new_schema["items"], "[]");
  }
  const Json before = old_schema.value("prefixItems", Json::array());
  const Json after = new_schema.value("prefixItems", Json::array());
  for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
    descend(before[i], after[i], fmt::format("[{}]", i));
  }
}

}  // namespace fastidious::app
