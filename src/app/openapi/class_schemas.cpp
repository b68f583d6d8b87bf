// SchemaWriter: models, dataclasses, TypedDicts and Enums.
#include <algorithm>
#include <cctype>
#include <utility>

#include "app/openapi/schema_names.h"
#include "app/openapi/schema_writer.h"
#include "app/text/docstring.h"
#include "semantic/model.h"

namespace fastidious::app {
namespace {

// Whether Pydantic gives the field a title: what has a name of its own has none.
bool has_title(const Type& type, ModelTable& models) {
  if (!type.alias.empty()) return false;
  if (type.is(Type::Kind::Class)) return models.of(type) == nullptr;
  if (type.is(Type::Kind::Union) && allows_none(type)) {
    const Type rest = without_none(type);
    return rest.is(Type::Kind::Union) || has_title(rest, models);
  }
  return true;
}

}  // namespace

Json SchemaWriter::object_of(const std::vector<Field>& fields, Mode mode, const ModelClass* model) {
  Json properties = Json::object();
  Json required = Json::array();
  const bool all_required = model != nullptr && mode == Mode::Output &&
                            model->setting("json_schema_serialization_defaults_required").is_true();
  const bool attribute_docs =
      model != nullptr && model->setting("use_attribute_docstrings").is_true();
  for (const Field& one : fields) {
    if (mode == Mode::Input && one.is_computed) continue;
    if (mode == Mode::Output && one.info.is_true("exclude")) continue;
    const std::string name = json_name(one, model, mode);
    Json schema = field(one, mode);
    if (one.is_computed) schema["readOnly"] = true;
    if (attribute_docs && !one.docstring.empty() && !schema.contains("description")) {
      schema["description"] = one.docstring;
    }
    if (!schema.contains("title") && has_title(one.type, models_)) {
      schema["title"] = stripped(replaced(title_case(name), '_', ' '));
    }
    drop_redundant(schema);
    if (one.required || all_required) required.push_back(name);
    properties[name] = std::move(schema);
  }
  Json schema{{"type", "object"}};
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

void SchemaWriter::finish_class(Json& schema, const ModelClass& model) {
  const Value& title = model.setting("title");
  if (!schema.contains("title")) {
    schema["title"] = title.is(Value::Kind::Str) ? title.text : model.name;
  }
  if (!model.docstring.empty() && !schema.contains("description")) {
    schema["description"] = model.docstring.substr(0, model.docstring.find('\f'));
  }
  const Value& extra = model.setting("extra");
  const std::string& policy =
      extra.is(Value::Kind::EnumMember) ? extra.items.front().text : extra.text;
  if (policy == "allow") schema["additionalProperties"] = true;
  if (policy == "forbid") schema["additionalProperties"] = false;
  const auto json = to_json(model.setting("json_schema_extra"), models_);
  if (json && json->is_object()) schema.update(*json);
  if (model.is_deprecated) schema["deprecated"] = true;
}

Json SchemaWriter::of_enum(const ModelClass& model) {
  Json values = Json::array();
  bool strings = true, integers = true, numbers = true, booleans = true;
  for (const EnumMember& member : model.members) {
    const Json value = to_json(member.value, models_).value_or(nullptr);
    strings = strings && value.is_string();
    integers = integers && value.is_number_integer();
    numbers = numbers && value.is_number_float();
    booleans = booleans && value.is_boolean();
    values.push_back(value);
  }
  Json schema{{"title", model.name}};
  if (!model.docstring.empty()) schema["description"] = model.docstring;
  if (const_and_enum && values.size() == 1) schema["const"] = values.front();
  if (const_is_untyped && values.size() == 1) {
    schema["const"] = values.front();
  } else {
    schema["enum"] = std::move(values);
  }
  if (model.members.empty()) return schema;
  if (strings) schema["type"] = "string";
  if (integers) schema["type"] = "integer";
  if (numbers) schema["type"] = "number";
  if (booleans) schema["type"] = "boolean";
  return schema;
}

Json SchemaWriter::of_model(const ModelClass& model, Mode mode) {
  if (model.kind == ClassKind::Enum) return of_enum(model);
  if (model.kind == ClassKind::RootModel) {
    const Field* root = model.field("root");
    Json schema = root != nullptr ? field(*root, mode) : Json::object();
    finish_class(schema, model);
    return schema;
  }
  Json schema = object_of(model.fields, mode, &model);
  finish_class(schema, model);
  return schema;
}

// class Uri(str) with a __get_pydantic_core_schema__: its base, as most of them validate it.
Json SchemaWriter::of_own_scalar(const Type& type, Mode mode) const {
  const FileModel& file = *type.definition.file;
  const auto& cls = *type.definition.node->as<syntax::ClassDef>();
  for (const std::string_view base :
       {"builtins.str", "builtins.int", "builtins.float", "datetime.datetime", "datetime.date"}) {
    if (file.inherits_from(cls, base)) return scalar_schema(base, mode)->schema;
  }
  return Json::object();
}

Json SchemaWriter::of_class(const Type& type, Mode mode) {
  const ModelClass* model = models_.of(type);
  if (model == nullptr) return of_own_scalar(type, mode);
  if (!separate_input_output) mode = Mode::Input;
  const std::string key = model->qualified + (mode == Mode::Input ? "-Input" : "-Output");
  if (definitions_.find(key) == definitions_.end()) {
    NamedSchema& slot = definitions_[key];
    slot.names = schema_names(*model, mode);
    const ModelClass* outer = std::exchange(model_, model);
    Json schema = of_model(*model, mode);  // may define others, and refer to itself
    definitions_[key].schema = std::move(schema);
    model_ = outer;
  }
  return Json{{"$ref", kReferencePrefix + key}};
}

}  // namespace fastidious::app
