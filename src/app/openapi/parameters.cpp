// The `parameters` and `security` of an operation.
#include <algorithm>
#include <functional>

#include "app/dependencies/classify.h"
#include "app/openapi/operation.h"
#include "app/openapi/security_schemes.h"
#include "app/text/docstring.h"

namespace fastidious::app {
namespace {

using In = Parameter::In;

constexpr std::string_view in_name(In in) {
  switch (in) {
    case In::Path: return "path";
    case In::Query: return "query";
    case In::Header: return "header";
    default: return "cookie";
  }
}

std::vector<std::string> merged(std::vector<std::string> scopes,
                                const std::vector<std::string>& more) {
  for (const std::string& scope : more) {
    if (std::find(scopes.begin(), scopes.end(), scope) == scopes.end()) scopes.push_back(scope);
  }
  return scopes;
}

bool uses_scopes(const Dependency& dependency) {
  if (!dependency.scopes.empty() || dependency.takes_security_scopes || dependency.scheme) {
    return true;
  }
  return std::any_of(dependency.dependencies.begin(), dependency.dependencies.end(), uses_scopes);
}

// What tells a callable from others.
const void* identity(const Value& callable) {
  if (callable.is(Value::Kind::Call) || callable.is(Value::Kind::Lambda)) {
    return callable.source.expr;
  }
  if (callable.definition) return callable.definition.node;
  return callable.source.expr;
}

// Visits each dependency once for each set of scopes, as FastAPI's cache does.
class DependencyWalk {
 public:
  using Visit = std::function<void(const Dependency&, const std::vector<std::string>& scopes)>;
  explicit DependencyWalk(Visit visit) : visit_(std::move(visit)) {}

  void run(const Dependency& dependency, const std::vector<std::string>& from_above) {
    const std::vector<std::string> scopes = merged(from_above, dependency.scopes);
    std::vector<std::string> key;
    if (uses_scopes(dependency)) key = scopes;
    std::sort(key.begin(), key.end());
    const std::pair<const void*, std::vector<std::string>> entry{identity(dependency.callable),
                                                                 key};
    if (std::find(visited_.begin(), visited_.end(), entry) != visited_.end()) return;
    visited_.push_back(entry);
    visit_(dependency, scopes);
    for (const Dependency& one : dependency.dependencies) run(one, scopes);
  }

 private:
  Visit visit_;
  std::vector<std::pair<const void*, std::vector<std::string>>> visited_;
};

// One entry of the list.
Json parameter_object(const Field& field, In in, std::string_view name, std::string_view title_name,
                      bool required, Components& components) {
  Json schema = components.schemas.field(field, Mode::Input);
  set_title(schema, field.info, title_name, components);
  Json result = Json::object();
  result["name"] = name;
  result["in"] = in_name(in);
  result["required"] = required;
  result["schema"] = std::move(schema);
  const std::string description = field.info.text_of("description");
  if (!description.empty()) result["description"] = description;
  const Value* examples = field.info.find("openapi_examples");
  const Value* example = field.info.find("example");
  if (examples != nullptr) {
    if (auto json = to_json(*examples, components.models)) result["examples"] = std::move(*json);
  } else if (example != nullptr) {
    if (auto json = to_json(*example, components.models)) result["example"] = std::move(*json);
  }
  const Value* deprecated = field.info.find("deprecated");
  if (deprecated != nullptr && (deprecated->is_true() || deprecated->is(Value::Kind::Str))) {
    result["deprecated"] = true;
  }
  return result;
}

const ModelClass* parameter_model(const Parameter& parameter, ModelTable& models) {
  const ModelClass* model = models.of(without_none(parameter.field.type));
  const bool object =
      model != nullptr && (model->kind == ClassKind::Model || model->kind == ClassKind::RootModel);
  return object && parameter.in != In::Path ? model : nullptr;
}

void add_parameter(Json& list, Json parameter) {
  for (Json& known : list) {
    if (known["name"] != parameter["name"] || known["in"] != parameter["in"]) continue;
    // A required one is the one that counts.
    if (parameter["required"].get<bool>() || !known["required"].get<bool>()) {
      known = std::move(parameter);
    }
    return;
  }
  list.push_back(std::move(parameter));
}

void add_model(Json& list, const Parameter& parameter, const ModelClass& model,
               Components& components) {
  const bool optional_model =
      parameter.field.type.is(Type::Kind::Union) && !parameter.field.required;
  const Value* converts = parameter.field.info.find("convert_underscores");
  const bool hyphens =
      parameter.in == In::Header &&
      (converts == nullptr || !converts->is(Value::Kind::Bool) || converts->is_true());
  for (const Field& field : model.fields) {
    if (field.is_computed) continue;
    const std::string alias = json_name(field, &model, Mode::Input);
    const std::string name = hyphens && alias == field.name ? replaced(alias, '_', '-') : alias;
    add_parameter(list, parameter_object(field, parameter.in, name, alias,
                                         field.required && !optional_model, components));
  }
}

}  // namespace

Json operation_parameters(const Route& route, Components& components) {
  std::vector<const Parameter*> found;
  DependencyWalk([&](const Dependency& dependency, const std::vector<std::string>&) {
    for (const Parameter& one : dependency.parameters) found.push_back(&one);
  }).run(route.dependant, {});
  Json list = Json::array();
  for (const In in : {In::Path, In::Query, In::Header, In::Cookie}) {
    for (const Parameter* one : found) {
      const Value* shown = one->field.info.find("include_in_schema");
      if (one->in != in ||
          (shown != nullptr && shown->is(Value::Kind::Bool) && !shown->is_true())) {
        continue;
      }
      if (const ModelClass* model = parameter_model(*one, components.models)) {
        add_model(list, *one, *model, components);
      } else {
        add_parameter(list, parameter_object(one->field, in, one->alias, one->alias,
                                             one->field.required, components));
      }
    }
  }
  return list;
}

Json security_requirements(const Route& route, Components& components) {
  std::vector<std::pair<std::string, std::vector<std::string>>> found;
  DependencyWalk([&](const Dependency& dependency, const std::vector<std::string>& scopes) {
    if (!dependency.scheme) return;
    const std::string& name = dependency.scheme->name;
    components.security_schemes[name] =
        security_scheme_object(*dependency.scheme, components.models);
    auto known = std::find_if(found.begin(), found.end(),
                              [&](const auto& one) { return one.first == name; });
    if (known == found.end() || !components.merges_security) {
      known = found.insert(found.end(), {name, {}});
    }
    known->second = merged(std::move(known->second), scopes);
  }).run(route.dependant, {});
  Json list = Json::array();
  for (const auto& [name, scopes] : found) list.push_back(Json{{name, Json(scopes)}});
  return list;
}

}  // namespace fastidious::app
