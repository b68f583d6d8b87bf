// The `requestBody` of an operation.
#include <algorithm>

#include "app/openapi/form_body.h"
#include "app/openapi/operation.h"
#include "app/openapi/unique_id.h"
#include "app/text/docstring.h"

namespace fastidious::app {
namespace {

using In = Parameter::In;

bool is_form(const Parameter& parameter) {
  return parameter.in == In::Form || parameter.in == In::File;
}

bool is_nullable_form_model(const Parameter& parameter, ModelTable& models) {
  return is_form_model(parameter, models) && allows_none(parameter.field.type);
}

std::vector<const Parameter*> body_parameters(const Route& route) {
  std::vector<const Parameter*> found;
  for_each_dependency(route.dependant, [&](const Dependency& dependency) {
    for (const Parameter& one : dependency.parameters) {
      if (one.is_body()) found.push_back(&one);
    }
  });
  return found;
}

bool is_embedded(const std::vector<const Parameter*>& parameters, ModelTable& models) {
  const Parameter& first = *parameters.front();
  const bool one_name =
      std::all_of(parameters.begin(), parameters.end(),
                  [&](const Parameter* one) { return one->field.name == first.field.name; });
  if (!one_name || first.field.info.is_true("embed")) return true;
  return is_form(first) && !is_form_model(first, models);
}

std::string media_type_of(const Parameter& parameter) {
  const std::string own = parameter.field.info.text_of("media_type");
  if (!own.empty()) return own;
  if (parameter.in == In::File) return "multipart/form-data";
  return parameter.in == In::Form ? "application/x-www-form-urlencoded" : "application/json";
}

// Of several parameters: a file decides before a form, that before JSON.
std::string common_media_type(const std::vector<const Parameter*>& parameters) {
  for (const In in : {In::File, In::Form}) {
    for (const Parameter* one : parameters) {
      if (one->in == in) return in == In::File ? "multipart/form-data" : media_type_of(*one);
    }
  }
  const std::string first = media_type_of(*parameters.front());
  const bool same = std::all_of(parameters.begin(), parameters.end(),
                                [&](const Parameter* one) { return media_type_of(*one) == first; });
  return same ? first : "application/json";
}

Json embedded_schema(const std::vector<const Parameter*>& parameters, const std::string& name,
                     Components& components) {
  std::vector<Field> fields;
  for (const Parameter* one : parameters) {
    Field field = one->field;
    if (!components.names_body_fields) field.info.set("alias", Value::string(one->alias));
    if (components.names_body_fields) field.info.erase("alias");
    const auto same = std::find_if(fields.begin(), fields.end(),
                                   [&](const Field& known) { return known.name == field.name; });
    if (same != fields.end()) {
      *same = std::move(field);
    } else {
      fields.push_back(std::move(field));
    }
  }
  Json schema = components.schemas.object_of(fields, Mode::Input, nullptr);
  schema["title"] = name;
  return components.schemas.reference(name, std::move(schema));
}

void add_examples(Json& content, const FieldInfo& info, ModelTable& models) {
  const Value* examples = info.find("openapi_examples");
  const Value* example = info.find("example");
  if (examples != nullptr) {
    if (auto json = to_json(*examples, models)) content["examples"] = std::move(*json);
  } else if (example != nullptr) {
    if (auto json = to_json(*example, models)) content["example"] = std::move(*json);
  }
}

}  // namespace

Json request_body(const Route& route, Components& components) {
  const std::vector<const Parameter*> parameters = body_parameters(route);
  if (parameters.empty()) return nullptr;
  const Parameter& first = *parameters.front();
  Json content = Json::object();
  std::string media_type;
  bool required = first.field.required;
  const std::string name = "Body_" + unique_id(route);
  const bool embedded = is_embedded(parameters, components.models);
  const bool merges = components.merges_form_models;
  if (merges && !embedded && is_nullable_form_model(first, components.models)) {
    content["schema"] = form_body_schema(parameters, name, components);
    media_type = media_type_of(first);
  } else if (embedded) {
    const bool has_model =
        merges && std::any_of(parameters.begin(), parameters.end(), [&](const Parameter* one) {
          return is_form_model(*one, components.models);
        });
    content["schema"] = has_model ? form_body_schema(parameters, name, components)
                                  : embedded_schema(parameters, name, components);
    media_type = common_media_type(parameters);
    required = std::any_of(parameters.begin(), parameters.end(),
                           [](const Parameter* one) { return one->field.required; });
    if (!required && components.schemas.wraps_references) content["schema"]["title"] = "Body";
  } else {
    Json schema = components.schemas.field(first.field, Mode::Input);
    set_title(schema, first.field.info, first.alias, components);
    content["schema"] = std::move(schema);
    media_type = media_type_of(first);
    add_examples(content, first.field.info, components.models);
  }
  Json body = Json::object();
  if (required) body["required"] = true;
  body["content"] = Json{{media_type, std::move(content)}};
  return body;
}

}  // namespace fastidious::app
