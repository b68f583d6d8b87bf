#include "app/openapi/form_body.h"

#include <algorithm>
#include <set>

#include "app/text/docstring.h"

namespace fastidious::app {
namespace {

// The models that the form's type chooses from; empty if it is something else.
std::vector<const ModelClass*> models_of(const Type& type, ModelTable& models) {
  const Type rest = without_none(type);
  std::vector<const ModelClass*> found;
  const std::vector<Type> choices =
      rest.is(Type::Kind::Union) ? rest.args : std::vector<Type>{rest};
  for (const Type& one : choices) {
    const ModelClass* model = models.of(one);
    if (model == nullptr || model->kind != ClassKind::Model) return {};
    found.push_back(model);
  }
  return found;
}

bool takes_other_fields(const ModelClass* model) {
  const std::string& extra = model->setting("extra").text;
  return extra == "allow" || extra == "forbid";
}

// That none of the models' fields is there.
Json absence(const std::vector<const ModelClass*>& models) {
  if (std::any_of(models.begin(), models.end(), takes_other_fields)) {
    return Json{{"maxProperties", 0}};
  }
  std::set<std::string> names;
  for (const ModelClass* model : models) {
    for (const Field& field : model->fields) names.insert(json_name(field, model, Mode::Input));
  }
  if (names.empty()) return Json::object();
  Json any = Json::array();
  for (const std::string& name : names) any.push_back(Json{{"required", Json::array({name})}});
  return Json{{"not", Json{{"anyOf", any}}}};
}

Json without_null_choice(const Json& schema) {
  Json result = schema;
  Json choices = Json::array();
  for (const Json& choice : schema.value("anyOf", Json::array())) {
    if (choice.value("type", "") != "null") choices.push_back(choice);
  }
  result["anyOf"] = std::move(choices);
  return result;
}

void add_condition(Json& conditions, const Parameter& parameter, Json schema, ModelTable& models) {
  schema.erase("default");
  if (allows_none(parameter.field.type)) {
    schema = without_null_choice(schema);
    const Json absent = absence(models_of(parameter.field.type, models));
    if (parameter.field.required) {
      conditions.push_back(Json{{"not", absent}});
    } else {
      Json either = Json::array();
      either.push_back(absent);
      either.push_back(std::move(schema));
      schema = Json{{"anyOf", std::move(either)}};
    }
  }
  conditions.push_back(std::move(schema));
}

}  // namespace

bool is_form_model(const Parameter& parameter, ModelTable& models) {
  const bool form = parameter.in == Parameter::In::Form || parameter.in == Parameter::In::File;
  return form && !parameter.field.info.is_true("embed") &&
         !models_of(parameter.field.type, models).empty();
}

Json form_body_schema(const std::vector<const Parameter*>& parameters, const std::string& name,
                      Components& components) {
  Json properties = Json::object();
  Json required = Json::array();
  Json conditions = Json::array();
  for (const Parameter* one : parameters) {
    Json schema = components.schemas.field(one->field, Mode::Input);
    const std::string own = one->field.info.text_of("title");
    schema["title"] = own.empty() ? replaced(title_case(one->field.name), '_', ' ') : own;
    components.schemas.drop_redundant(schema);
    if (is_form_model(*one, components.models)) {
      add_condition(conditions, *one, std::move(schema), components.models);
      continue;
    }
    if (properties.contains(one->alias)) {
      conditions.push_back(Json{{"properties", Json{{one->alias, std::move(schema)}}}});
    } else {
      properties[one->alias] = std::move(schema);
    }
    if (one->field.required &&
        std::find(required.begin(), required.end(), one->alias) == required.end()) {
      required.push_back(one->alias);
    }
  }
  Json result{{"type", "object"}, {"title", name}};
  if (!properties.empty()) result["properties"] = std::move(properties);
  if (!required.empty()) result["required"] = std::move(required);
  result["allOf"] = std::move(conditions);
  return components.schemas.reference(name, std::move(result));
}

}  // namespace fastidious::app
