// The `responses` of an operation.
#include <algorithm>

#include "app/openapi/http_phrases.h"
#include "app/openapi/operation.h"
#include "app/openapi/response_class.h"
#include "app/openapi/schema_names.h"
#include "app/openapi/unique_id.h"
#include "app/routes/response_model.h"
#include "app/text/docstring.h"
#include "text/words.h"

namespace fastidious::app {
namespace {

constexpr int kNoContent = 204, kResetContent = 205, kNotModified = 304, kFirstFinal = 200;

bool may_have_body(int status) {
  return status >= kFirstFinal && status != kNoContent && status != kResetContent &&
         status != kNotModified;
}

int status_of(const Value& value) {
  if (value.is(Value::Kind::EnumMember)) return status_of(value.items.front());
  return value.is(Value::Kind::Int) ? static_cast<int>(value.integer) : 0;
}

Json model_schema(const Type& type, const std::string& name, Components& components) {
  Json schema = components.schemas.type(type, Mode::Output);
  if (!schema.contains("$ref")) schema["title"] = replaced(title_case(name), '_', ' ');
  return schema;
}

Json event_schema(const Type& type, const std::string& id, Components& components) {
  Json schema = Json::parse(R"({"type": "object", "properties": {"data": {"type": "string"},
      "event": {"type": "string"}, "id": {"type": "string"},
      "retry": {"type": "integer", "minimum": 0}}})");
  if (type.is(Type::Kind::Missing)) return schema;
  schema["required"] = Json::array({"data"});
  Json& data = schema["properties"]["data"];
  data["contentMediaType"] = "application/json";
  data["contentSchema"] = model_schema(type, "StreamItem_" + id, components);
  return schema;
}

Json success_content(const Route& route, const ResponseClass& cls, Components& components) {
  const ResponseModel model = response_model(route);
  const std::string id = unique_id(route);
  const bool described = !model.type.is(Type::Kind::Missing);
  Json content = Json::object();
  if (model.is_stream && cls.is_event_stream) {
    content["text/event-stream"]["itemSchema"] = event_schema(model.type, id, components);
  } else if (model.is_stream && !route.response_class.known()) {
    content["application/jsonl"]["itemSchema"] =
        described ? model_schema(model.type, "StreamItem_" + id, components) : Json::object();
  } else if (!cls.media_type.empty()) {
    Json schema = Json{{"type", "string"}};
    if (cls.is_json) {
      schema = described ? model_schema(model.type, "Response_" + id, components) : Json::object();
    }
    content[cls.media_type]["schema"] = std::move(schema);
  }
  return content;
}

bool is_code(const Value& key) { return status_of(key) != 0 || key.is(Value::Kind::Str); }

std::string key_of(const Value& code) {
  const std::string key =
      upper_case(status_of(code) != 0 ? std::to_string(status_of(code)) : code.text);
  return key == "DEFAULT" ? "default" : key;
}

// The entry of `responses=` without its model, as far as it is known.
Json said_of(const Value& response, ModelTable& models) {
  Json json = Json::object();
  Json unknown = Json::array();
  if (!response.is(Value::Kind::Dict)) unknown.push_back("content");
  for (std::size_t i = 0; i + 1 < response.items.size(); i += 2) {
    const std::string& key = response.items[i].text;
    const Value& given = response.items[i + 1];
    if (key == "model" && given.known()) continue;
    auto value = to_json(given, models);
    if (value) json[key] = std::move(*value);
    if (!value) unknown.push_back(key);
  }
  if (!unknown.empty()) json[kUnknown] = std::move(unknown);
  return json;
}

void add_response(Json& responses, const Value& code, const Value& response, const Route& route,
                  const ResponseClass& cls, Components& components) {
  const std::string key = key_of(code);
  Json said = said_of(response, components.models);
  if (const Value* model = response.find("model"); model != nullptr && model->known()) {
    const std::string media = cls.media_type.empty() ? "application/json" : cls.media_type;
    const std::string code_text =
        status_of(code) != 0 ? std::to_string(status_of(code)) : code.text;
    const std::string name = "Response_" + code_text + "_" + unique_id(route);
    Json& schema = said["content"][media]["schema"];
    if (!schema.is_object()) schema = Json::object();
    deep_update(schema, model_schema(read_type(model->source), name, components));
  }
  Json& known = responses[key];
  if (!known.is_object()) known = Json::object();
  std::string description = said.value("description", "");
  if (description.empty()) description = known.value("description", "");
  if (description.empty()) description = status_phrase(key, components.python_minor);
  deep_update(known, said);
  known["description"] = description;
}

}  // namespace

bool all_codes_known(const Responses& responses) {
  return std::all_of(responses.begin(), responses.end(),
                     [](const auto& one) { return is_code(one.first); });
}

bool status_is_known(const Route& route) {
  const Value own = route.own("status_code");
  return !has_own(route, "status_code") || own.is(Value::Kind::None) || status_of(own) != 0;
}

Json operation_responses(const Route& route, Components& components) {
  const ResponseClass cls = response_class(route.response_class);
  const int own_status = status_of(route.own("status_code"));
  const int status = own_status != 0 ? own_status : cls.status_code;
  const Value own = route.own("response_description");
  Json success = Json::object();
  success["description"] = own.is(Value::Kind::Str) ? own.text : "Successful Response";
  if (may_have_body(status)) {
    Json content = success_content(route, cls, components);
    if (!content.empty()) success["content"] = std::move(content);
  }
  Json responses = Json::object();
  responses[std::to_string(status)] = std::move(success);
  for (const auto& [code, response] : route.responses) {
    if (!is_code(code)) continue;
    add_response(responses, code, response, route, cls, components);
  }
  return responses;
}

}  // namespace fastidious::app
