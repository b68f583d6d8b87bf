#include "app/openapi/operation.h"

#include <algorithm>

#include "app/openapi/unique_id.h"
#include "app/routes/library_routes.h"
#include "app/text/docstring.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kMethodsWithBody[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"};

std::string docstring_of(const Value& handler) {
  if (!handler.definition) return {};
  const Constant* text = handler.definition.file->docstring(*handler.definition.node);
  return text != nullptr ? clean_docstring(text->value) : std::string();
}

std::string description_of(const Route& route) {
  const Value own = route.own("description");
  const std::string text =
      own.is(Value::Kind::Str) && !own.text.empty() ? own.text : docstring_of(route.handler);
  return stripped(std::string_view(text).substr(0, text.find('\f')));
}

std::string summary_of(const Route& route) {
  const Value own = route.own("summary");
  if (own.is(Value::Kind::Str) && !own.text.empty()) return own.text;
  return title_case(replaced(route.name, '_', ' '));
}

Json tags_of(const Route& route, ModelTable& models) {
  Json tags = Json::array();
  for (const Value& tag : route.tags) {
    if (const auto json = to_json(tag, models)) tags.push_back(*json);
  }
  return tags;
}

const Router* callback_router(const Application& application, Placed routes) {
  const Followed found = follow(routes);
  const auto* attribute = found.value ? found.value.expr->as<Attribute>() : nullptr;
  if (attribute == nullptr || found.value.file->text(attribute->attr) != "routes") return nullptr;
  return application.routers().find({found.value.file, attribute->value});
}

Json callbacks_of(const Application& application, const Route& route, Components& components) {
  Json callbacks = Json::object();
  for (const Placed& routes : route.callbacks) {
    const Router* router = callback_router(application, routes);
    if (router == nullptr) continue;
    for (const Route& one : effective_routes(*router)) {
      callbacks[one.name] = Json{{one.full_path, path_item(application, one, components)}};
    }
  }
  return callbacks;
}

// Also parameters that the document does not show.
bool has_parameters(const Dependency& dependency) {
  return std::any_of(dependency.parameters.begin(), dependency.parameters.end(),
                     [](const Parameter& one) { return !one.is_body(); }) ||
         std::any_of(dependency.dependencies.begin(), dependency.dependencies.end(),
                     has_parameters);
}

// Whether `keyword` is given as something that is neither a text nor None.
bool is_no_text(const Route& route, std::string_view keyword) {
  const Value own = route.own(keyword);
  return has_own(route, keyword) && !own.is(Value::Kind::Str) && !own.is(Value::Kind::None);
}

// @app.get("/x", **options): whatever they say is not in the document.
bool passes_unknown_keywords(const Route& route) {
  const auto* call = as<Call>(route.registered_at.expr);
  return call != nullptr &&
         std::any_of(call->keywords.begin(), call->keywords.end(), [&](const Keyword* one) {
           const Placed given{route.registered_at.file, one->value};
           return one->arg.empty() && !evaluate(given, route.bindings).is(Value::Kind::Dict);
         });
}

// What is left out because it cannot be told.
Json unknown_parts(const Route& route, ModelTable& models) {
  Json parts = Json::array();
  if (!route.path_is_known) parts.push_back("path");
  const bool has_all_tags = tags_of(route, models).size() == route.tags.size();
  if (!route.tags_are_known || !has_all_tags) parts.push_back("tags");
  for (const char* text : {"summary", "description", "operation_id"}) {
    if (is_no_text(route, text)) parts.push_back(text);
  }
  if (!status_is_known(route)) parts.push_back("status_code");
  if (is_no_text(route, "response_description")) parts.push_back("response_description");
  if (passes_unknown_keywords(route)) parts.push_back("keywords");
  if (is_of_library(route)) {
    for (const char* part : {"parameters", "requestBody", "responses"}) parts.push_back(part);
  }
  if (!route.responses_are_known || !all_codes_known(route.responses)) parts.push_back("responses");
  return parts;
}

// What `openapi_extra` says goes over the rest; false where a part of it cannot be told.
bool add_extra(Json& operation, const Route& route, ModelTable& models) {
  const Value extra = route.own("openapi_extra");
  if (!has_own(route, "openapi_extra") || extra.is(Value::Kind::None)) return true;
  bool known = extra.is(Value::Kind::Dict);
  for (std::size_t i = 0; i + 1 < extra.items.size(); i += 2) {
    Value entry;
    entry.kind = Value::Kind::Dict;
    entry.items = {extra.items[i], extra.items[i + 1]};
    const auto json = to_json(entry, models);
    if (json) deep_update(operation, *json);
    known = known && json;
  }
  return known;
}

Json operation(const Application& application, const Route& route, const std::string& method,
               Components& components) {
  Json result = Json::object();
  if (Json tags = tags_of(route, components.models); !tags.empty())
    result["tags"] = std::move(tags);
  result["summary"] = summary_of(route);
  if (const std::string text = description_of(route); !text.empty()) result["description"] = text;
  result["operationId"] = unique_id(route);
  if (route.deprecated) result["deprecated"] = true;
  Json security = security_requirements(route, components);
  if (!security.empty()) result["security"] = std::move(security);
  Json parameters = operation_parameters(route, components);
  if (!parameters.empty()) result["parameters"] = std::move(parameters);
  Json body = request_body(route, components);
  const bool may_have_body = std::find(std::begin(kMethodsWithBody), std::end(kMethodsWithBody),
                                       method) != std::end(kMethodsWithBody);
  if (!body.is_null() && may_have_body) result["requestBody"] = body;
  Json callbacks = callbacks_of(application, route, components);
  if (!route.callbacks.empty()) result["callbacks"] = std::move(callbacks);
  result["responses"] = operation_responses(route, components);
  Json& responses = result["responses"];
  const bool validates = has_parameters(route.dependant) || !body.is_null();
  if (validates && !responses.contains("422") && !responses.contains("4XX") &&
      !responses.contains("default")) {
    components.has_validation_errors = true;
    responses["422"] = Json::parse(R"({"description": "Validation Error", "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/HTTPValidationError"}}}})");
  }
  Json unknown = unknown_parts(route, components.models);
  if (!add_extra(result, route, components.models)) unknown.push_back("openapi_extra");
  if (!unknown.empty()) result[kUnknown] = std::move(unknown);
  return result;
}

}  // namespace

void set_title(Json& schema, const FieldInfo& info, std::string_view name,
               const Components& components) {
  const bool wrapped = components.schemas.wraps_references && schema.size() > 1;
  if (schema.contains("$ref") && !wrapped) return;
  const std::string own = info.text_of("title");
  schema["title"] = own.empty() ? replaced(title_case(name), '_', ' ') : own;
}

bool has_own(const Route& route, std::string_view keyword) {
  return static_cast<bool>(argument_in(route.registered_at, -1, keyword, route.bindings));
}

Json path_item(const Application& application, const Route& route, Components& components) {
  Json item = Json::object();
  for (const std::string& method : route.methods) {
    item[lower_case(method)] = operation(application, route, method, components);
  }
  return item;
}

}  // namespace fastidious::app
