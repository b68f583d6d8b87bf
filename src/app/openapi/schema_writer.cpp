#include "app/openapi/schema_writer.h"

#include <algorithm>
#include <set>

#include "app/openapi/schema_names.h"
#include "semantic/model.h"

namespace fastidious::app {
namespace {

Family family_of(const Type& type, Mode mode) {
  switch (type.kind) {
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Tuple: return Family::Array;
    case Type::Kind::Dict: return Family::Object;
    case Type::Kind::Scalar: {
      const auto known = scalar_schema(type.name, mode);
      return known ? known->family : Family::None;
    }
    default: return Family::None;
  }
}

Json unknown_type() { return Json{{kUnknown, Json::array({"type"})}}; }

Json null_schema() { return Json{{"type", "null"}}; }

// {"anyOf": …}: choices that are unions themselves are opened, equal ones stand once.
Json any_of(const std::vector<Json>& choices) {
  Json members = Json::array();
  const auto add = [&members](const Json& one) {
    if (std::find(members.begin(), members.end(), one) == members.end()) members.push_back(one);
  };
  for (const Json& choice : choices) {
    if (choice.size() == 1 && choice.contains("anyOf")) {
      for (const Json& one : choice["anyOf"]) add(one);
    } else {
      add(choice);
    }
  }
  return members.size() == 1 ? members.front() : Json{{"anyOf", members}};
}

}  // namespace

Json SchemaWriter::type(const Type& type, Mode mode) {
  if (!type.alias.empty()) return alias(type, mode);
  if (type.metadata.empty()) return bare(type, mode);
  FieldInfo info;
  info.add_all(type.metadata);
  return described(bare_with(type, info, mode), info, type, mode);
}

Json SchemaWriter::bare_with(const Type& type, const FieldInfo& info, Mode mode) {
  const Value* discriminator = info.find("discriminator");
  if (discriminator == nullptr) discriminator = info.call("pydantic.Discriminator");
  return type.is(Type::Kind::Union) ? of_union(type, mode, discriminator) : bare(type, mode);
}

Json SchemaWriter::alias(const Type& type, Mode mode) {
  Type inner = type;
  inner.alias = {};
  return reference(std::string(type.alias), this->type(inner, mode));
}

Json SchemaWriter::bare(const Type& type, Mode mode) {
  switch (type.kind) {
    case Type::Kind::None: return null_schema();
    case Type::Kind::Scalar: {
      if (type.name == "pydantic.Json") return of_json(type, mode);
      if (type.name == "builtins.bytes") return of_bytes(mode);
      if (decimals_have_pattern && type.name == "decimal.Decimal") return decimal(mode);
      if (writes_seconds(type, mode)) return Json{{"type", "number"}};
      if (binary_as_format && type.name.ends_with(".UploadFile")) return of_bytes(mode);
      auto known = scalar_schema(type.name, mode);
      return known ? std::move(known->schema) : unknown_type();
    }
    case Type::Kind::List:
    case Type::Kind::Set: {
      Json schema{{"type", "array"}};
      schema["items"] = type.args.empty() ? Json::object() : this->type(type.args.front(), mode);
      if (type.is(Type::Kind::Set)) schema["uniqueItems"] = true;
      return schema;
    }
    case Type::Kind::Tuple: return of_tuple(type, mode);
    case Type::Kind::Dict: return of_dict(type, mode);
    case Type::Kind::Union: return of_union(type, mode, nullptr);
    case Type::Kind::Literal: return of_literal(type);
    case Type::Kind::Class: return of_class(type, mode);
    case Type::Kind::Unknown:
    case Type::Kind::Library: return unknown_type();
    default: return Json::object();
  }
}

Json SchemaWriter::decimal(Mode mode) {
  Json text{{"type", "string"}, {"pattern", R"(^(?!^[-+.]*$)[+-]?0*\d*\.?\d*$)"}};
  if (mode == Mode::Output) return text;
  return Json{{"anyOf", Json::array({Json{{"type", "number"}}, std::move(text)})}};
}

// timedelta where `ser_json_timedelta` asks for seconds.
bool SchemaWriter::writes_seconds(const Type& type, Mode mode) const {
  return mode == Mode::Output && type.is_scalar("datetime.timedelta") && model_ != nullptr &&
         model_->setting("ser_json_timedelta").text == "float";
}

Json SchemaWriter::of_json(const Type& type, Mode mode) {
  Json content = type.args.empty() ? Json::object() : this->type(type.args.front(), mode);
  if (mode == Mode::Output) return content;
  Json schema{{"type", "string"}, {"contentMediaType", "application/json"}};
  schema["contentSchema"] = std::move(content);
  return schema;
}

Json SchemaWriter::of_bytes(Mode mode) {
  if (binary_as_format) return Json{{"type", "string"}, {"format", "binary"}};
  Json schema = scalar_schema("builtins.bytes", mode)->schema;
  const char* key = mode == Mode::Input ? "val_json_bytes" : "ser_json_bytes";
  if (model_ != nullptr && model_->setting(key).text == "base64") {
    schema["contentEncoding"] = "base64";
  }
  return schema;
}

Json SchemaWriter::of_tuple(const Type& type, Mode mode) {
  Json schema{{"type", "array"}};
  if (type.variadic || type.args.empty()) {
    schema["items"] = type.args.empty() ? Json::object() : this->type(type.args.front(), mode);
    return schema;
  }
  Json items = Json::array();
  for (const Type& one : type.args) items.push_back(this->type(one, mode));
  schema["minItems"] = items.size();
  schema["maxItems"] = items.size();
  schema["prefixItems"] = std::move(items);
  return schema;
}

Json SchemaWriter::of_dict(const Type& type, Mode mode) {
  Json schema{{"type", "object"}};
  if (type.args.size() < 2) {
    if (open_dictionaries) schema["additionalProperties"] = true;
    return schema;
  }
  Json keys = this->type(type.args[0], mode);
  Json values = this->type(type.args[1], mode);
  keys.erase("title");
  values.erase("title");
  const bool has_pattern = keys.contains("pattern") && !keys.contains("$ref");
  if (has_pattern) {
    schema["patternProperties"][keys["pattern"].get<std::string>()] = values;
    keys.erase("pattern");
  } else {
    if (!values.empty()) schema["additionalProperties"] = values;
    if (values.empty() && open_dictionaries) schema["additionalProperties"] = true;
  }
  if (!names_keys) return schema;
  const bool constrained = keys.value("type", "") == "string" && keys.size() > 1;
  if (constrained || keys.contains("$ref")) {
    keys.erase("type");
    schema["propertyNames"] = keys;
  }
  return schema;
}

Json SchemaWriter::of_union(const Type& type, Mode mode, const Value* discriminator) {
  const bool nullable = allows_none(type);
  const Type rest = without_none(type);
  Json inner;
  const auto is_none = [](const Type& one) { return one.is(Type::Kind::None); };
  const auto nones = std::count_if(type.args.begin(), type.args.end(), is_none);
  if (type.args.size() == static_cast<std::size_t>(nones) + 1) {
    inner = this->type(rest, mode);  // may be a union itself, with metadata of its own
  } else if (discriminator != nullptr && discriminator->is(Value::Kind::Str)) {
    inner = tagged(rest, mode, discriminator->text);
  } else {
    std::vector<Json> choices;
    for (const Type& one : rest.args) choices.push_back(this->type(one, mode));
    inner = any_of(choices);
  }
  return nullable ? any_of({inner, null_schema()}) : inner;
}

Json SchemaWriter::tagged(const Type& type, Mode mode, const std::string& property) {
  Json choices = Json::array();
  Json mapping = Json::object();
  std::string shown = property;
  for (const Type& one : type.args) {
    const Json schema = this->type(one, mode);
    choices.push_back(schema);
    const ModelClass* model = models_.of(one);
    const Field* field = model != nullptr ? model->field(property) : nullptr;
    if (field == nullptr) continue;
    shown = json_name(*field, model, mode);
    for (const Value& tag : field->type.values) {
      const Value& value = tag.is(Value::Kind::EnumMember) ? tag.items.front() : tag;
      const std::string key =
          value.is(Value::Kind::Int) ? std::to_string(value.integer) : value.text;
      mapping[key] = schema.value("$ref", "");
    }
  }
  Json result{{"oneOf", choices}};
  result["discriminator"] = Json{{"propertyName", shown}, {"mapping", mapping}};
  return result;
}

// Enum("Name", ["a", "b"])
Json SchemaWriter::of_made_enum(const Type& type) {
  ModelClass model;
  model.name = type.name;
  for (const Value& value : type.values) model.members.push_back({"", value});
  return of_enum(model);
}

Json SchemaWriter::of_literal(const Type& type) {
  if (!type.name.empty()) return of_made_enum(type);
  Json values = Json::array();
  std::set<std::string> types;
  for (const Value& one : type.values) {
    const Json value = to_json(one, models_).value_or(nullptr);
    types.insert(value.is_string()           ? "string"
                 : value.is_boolean()        ? "boolean"
                 : value.is_number_integer() ? "integer"
                 : value.is_null()           ? "null"
                                             : "");
    values.push_back(value);
  }
  Json schema = Json::object();
  if (const_is_untyped && values.size() == 1) return Json{{"const", values.front()}};
  if (values.size() == 1) {
    schema["const"] = values.front();
    if (const_and_enum) schema["enum"] = values;
  } else {
    schema["enum"] = values;
  }
  if (types.size() == 1 && !types.begin()->empty()) schema["type"] = *types.begin();
  return schema;
}

Json SchemaWriter::reference(const std::string& name, Json schema) {
  NamedSchema& known = definitions_[name];
  known.names = {name};
  known.schema = std::move(schema);
  return Json{{"$ref", kReferencePrefix + name}};
}

void SchemaWriter::drop_redundant(Json& schema) const {
  if (!schema.contains("$ref")) return;
  const std::string key =
      schema["$ref"].get<std::string>().substr(std::string_view(kReferencePrefix).size());
  const auto known = definitions_.find(key);
  if (known == definitions_.end() || !known->second.schema.is_object()) return;
  Json kept = Json::object();
  for (const auto& [name, value] : schema.items()) {
    const Json& there = known->second.schema;
    if (name == "$ref" || !there.contains(name) || there[name] != value) kept[name] = value;
  }
  schema = std::move(kept);
}

// ---- fields -------------------------------------------------------------------------------------

void apply_constraints(Json& schema, const FieldInfo& info, Family family) {
  struct Keyword {
    std::string_view python, json;
    Family family;
  };
  constexpr Keyword kKeywords[] = {{"multiple_of", "multipleOf", Family::Numeric},
                                   {"le", "maximum", Family::Numeric},
                                   {"ge", "minimum", Family::Numeric},
                                   {"lt", "exclusiveMaximum", Family::Numeric},
                                   {"gt", "exclusiveMinimum", Family::Numeric},
                                   {"min_length", "minLength", Family::String},
                                   {"max_length", "maxLength", Family::String},
                                   {"pattern", "pattern", Family::String},
                                   {"min_length", "minItems", Family::Array},
                                   {"max_length", "maxItems", Family::Array},
                                   {"min_length", "minProperties", Family::Object},
                                   {"max_length", "maxProperties", Family::Object}};
  for (const Keyword& one : kKeywords) {
    const Value* value = one.family == family ? info.find(one.python) : nullptr;
    if (value == nullptr) continue;
    const std::string key(one.json);
    if (value->is(Value::Kind::Int)) schema[key] = value->integer;
    if (value->is(Value::Kind::Float)) schema[key] = value->number;
    if (value->is(Value::Kind::Str)) schema[key] = value->text;
  }
}

namespace {

// Decimals are a number or a string on input: bounds go to the number.
void apply_to_choice(Json& schema, const FieldInfo& info, const Type& type, Mode mode) {
  if (type.is_scalar("decimal.Decimal") && schema.contains("anyOf")) {
    apply_constraints(schema["anyOf"][0], info, Family::Numeric);
  } else {
    apply_constraints(schema, info, family_of(type, mode));
  }
}

void constrain(Json& schema, const FieldInfo& info, const Type& type, Mode mode) {
  if (!type.is(Type::Kind::Union)) {
    apply_to_choice(schema, info, type, mode);
    return;
  }
  const Type rest = without_none(type);
  if (rest.is(Type::Kind::Union) || !schema.contains("anyOf")) return;
  apply_to_choice(schema["anyOf"][0], info, rest, mode);
}

}  // namespace

Json SchemaWriter::described(Json schema, const FieldInfo& info, const Type& type, Mode mode) {
  constrain(schema, info, type, mode);
  if (const Value* whole = info.call("pydantic.WithJsonSchema")) {
    const auto json = to_json(evaluate(argument_of(whole->source, 0, "json_schema")), models_);
    if (json) schema = *json;
  }
  for (const char* key : {"title", "description"}) {
    const std::string text = info.text_of(key);
    if (!text.empty()) schema[key] = text;
  }
  const Value* deprecated = info.find("deprecated");
  if (says_deprecated && deprecated != nullptr &&
      (deprecated->is_true() || deprecated->is(Value::Kind::Str))) {
    schema["deprecated"] = true;
  }
  if (const Value* examples = info.find("examples")) {
    if (const auto json = to_json(*examples, models_)) schema["examples"] = *json;
  }
  if (const Value* extra = info.find("json_schema_extra")) {
    const auto json = to_json(*extra, models_);
    if (json && json->is_object()) schema.update(*json);
  }
  return schema;
}

void SchemaWriter::add_default(Json& schema, const Field& field) {
  const auto& given = field.info.attributes();
  const bool has_default = std::any_of(given.begin(), given.end(),
                                       [](const auto& one) { return one.first == "default"; });
  if (field.required || field.default_value.is(Value::Kind::None)) return;
  std::optional<Json> json =
      field.has_known_default ? to_json(field.default_value, models_) : std::nullopt;
  if (!json) {
    if (has_default) schema[kUnknown].push_back("default");
    return;
  }
  if (field.default_value.is(Value::Kind::Set) && json->is_array()) {
    std::sort(json->begin(), json->end());
  }
  schema["default"] = std::move(*json);
}

Json SchemaWriter::field(const Field& field, Mode mode) {
  const bool serialized =
      mode == Mode::Output && field.serialized && !field.serialized->is(Type::Kind::Missing);
  const Type& type = serialized ? *field.serialized : field.type;
  Json schema =
      type.alias.empty() || serialized ? bare_with(type, field.info, mode) : alias(type, mode);
  add_default(schema, field);
  return described(std::move(schema), field.info, type, mode);
}

}  // namespace fastidious::app
