#include "app/openapi/json.h"

#include "app/models/json_names.h"
#include "syntax/ast.h"

namespace fastidious::app {
namespace {

std::optional<Json> list_of(const Value& value, ModelTable& models) {
  Json list = Json::array();
  for (const Value& item : value.items) {
    std::optional<Json> json = to_json(item, models);
    if (!json) return std::nullopt;
    list.push_back(std::move(*json));
  }
  return list;
}

std::string key_of(const Value& key) {
  if (key.is(Value::Kind::EnumMember)) return key_of(key.items.front());
  if (key.is(Value::Kind::Int)) return std::to_string(key.integer);
  if (key.is(Value::Kind::Bool)) return key.is_true() ? "true" : "false";
  return key.is(Value::Kind::None) ? "null" : key.text;
}

std::optional<Json> dict_of(const Value& value, ModelTable& models) {
  Json dict = Json::object();
  for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
    std::optional<Json> json = to_json(value.items[i + 1], models);
    if (!json || !value.items[i].known()) return std::nullopt;
    dict[key_of(value.items[i])] = std::move(*json);
  }
  return dict;
}

// Decimal("1.5") is written as text, str(Decimal(3)) as well.
std::optional<Json> decimal_of(const Value& call) {
  const Value text = evaluate(argument_of(call.source, 0, "value"));
  if (text.is(Value::Kind::Str)) return Json(text.text);
  if (text.is(Value::Kind::Int)) return Json(std::to_string(text.integer));
  return std::nullopt;
}

// Item(name="x"): the fields that are passed, and the defaults of the others.
std::optional<Json> instance_of(const Value& call, ModelTable& models) {
  if (call.text == "decimal.Decimal") return decimal_of(call);
  if (call.definition.node == nullptr || call.definition.node->as<syntax::ClassDef>() == nullptr) {
    return std::nullopt;
  }
  Type type = Type::of(Type::Kind::Class);
  type.definition = call.definition;
  type.name = call.definition.file->qualified_name(*call.definition.node);
  const ModelClass* model = models.of(type);
  if (model == nullptr) return std::nullopt;
  if (model->kind == ClassKind::Enum)
    return to_json(evaluate(argument_of(call.source, 0, "value")), models);
  Json object = Json::object();
  for (const Field& field : model->fields) {
    const Placed passed = argument_of(call.source, -1, field.name);
    const Value value = passed ? evaluate(passed) : field.default_value;
    std::optional<Json> json = to_json(value, models);
    if (!json) return std::nullopt;
    object[json_name(field, model, Mode::Output)] = std::move(*json);
  }
  return object;
}

}  // namespace

std::optional<Json> to_json(const Value& value, ModelTable& models) {
  switch (value.kind) {
    case Value::Kind::None: return Json(nullptr);
    case Value::Kind::Bool: return Json(value.is_true());
    case Value::Kind::Int: return Json(value.integer);
    case Value::Kind::Float: return Json(value.number);
    case Value::Kind::Str:
    case Value::Kind::Bytes: return Json(value.text);
    case Value::Kind::List:
    case Value::Kind::Tuple:
    case Value::Kind::Set: return list_of(value, models);
    case Value::Kind::Dict: return dict_of(value, models);
    case Value::Kind::EnumMember: return to_json(value.items.front(), models);
    case Value::Kind::Call: return instance_of(value, models);
    default: return std::nullopt;
  }
}

void deep_update(Json& target, const Json& update) {
  for (const auto& [key, value] : update.items()) {
    Json& known = target[key];
    if (known.is_object() && value.is_object()) {
      deep_update(known, value);
    } else if (known.is_array() && value.is_array()) {
      for (const Json& item : value) known.push_back(item);
    } else {
      known = value;
    }
  }
}

Json with_wrapped_references(const Json& json) {
  if (json.is_array()) {
    Json list = Json::array();
    for (const Json& item : json) list.push_back(with_wrapped_references(item));
    return list;
  }
  if (!json.is_object()) return json;
  const bool wraps = json.size() > 1 && json.contains("$ref") && json["$ref"].is_string();
  Json object = Json::object();
  for (const auto& [key, value] : json.items()) {
    if (wraps && key == "$ref") {
      object["allOf"] = Json::array({Json{{"$ref", value}}});
    } else {
      object[key] = with_wrapped_references(value);
    }
  }
  return object;
}

Json without_nulls(const Json& json) {
  if (json.is_array()) {
    Json list = Json::array();
    for (const Json& item : json) list.push_back(without_nulls(item));
    return list;
  }
  if (!json.is_object()) return json;
  Json object = Json::object();
  for (const auto& [key, value] : json.items()) {
    if (!value.is_null()) object[key] = without_nulls(value);
  }
  return object;
}

}  // namespace fastidious::app
