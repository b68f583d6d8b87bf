#include "app/openapi/document.h"

#include "app/openapi/operation.h"
#include "app/openapi/own_document.h"
#include "app/openapi/schema_names.h"
#include "app/versions.h"

namespace fastidious::app {
namespace {

class DocumentWriter {
 public:
  DocumentWriter(const Application& application, const AppRoutes& app)
      : application_(application), app_(app), components_(models_) {}

  Json write() {
    const Value separate = evaluate(app_.app->argument("separate_input_output_schemas"));
    components_.schemas.separate_input_output =
        (!separate.is(Value::Kind::Bool) || separate.is_true()) &&
        runs_with(file(), "fastapi", kSeparates);
    components_.schemas.const_is_untyped = !runs_with(file(), "pydantic", kConstTyped);
    components_.schemas.says_deprecated = runs_with(file(), "pydantic", kConstTyped);
    components_.schemas.wraps_references = !runs_with(file(), "pydantic", kBareReferences);
    components_.schemas.decimals_have_pattern = has_decimal_pattern();
    components_.names_body_fields = !runs_with(file(), "fastapi", kBodyAliases);
    components_.schemas.binary_as_format = !runs_with(file(), "fastapi", kBinaryIsMedia);
    components_.merges_security = runs_with(file(), "fastapi", kOneRequirement);
    components_.schemas.const_and_enum =
        !runs_with(file(), "pydantic", kConstAlone) && runs_with(file(), "pydantic", kConstTyped);
    components_.schemas.names_keys = runs_with(file(), "pydantic", kConstAlone);
    components_.schemas.open_dictionaries = runs_with(file(), "pydantic", kOpenDictionaries);
    if (const auto minor = file().project().dependencies().least_python_minor(file().file().path)) {
      components_.python_minor = *minor;
    }
    components_.merges_form_models = runs_with(file(), "fastapi", kFormUnions);
    Json document = Json::object();
    document["openapi"] = text_or(document, "openapi_version", "3.1.0");
    document["info"] = info();
    copy(document, "servers", "servers");
    Json paths = Json::object();
    Json webhooks = Json::object();
    for (const Route& route : app_.routes) {
      if (!route.include_in_schema) continue;
      if (route.kind == Route::Kind::Http) add(paths, route);
      if (route.kind == Route::Kind::Webhook) add(webhooks, route);
    }
    document["paths"] = Json::object();
    const std::map<std::string, std::string> names = choose_names(
        components_.schemas.definitions(), !runs_with(file(), "pydantic", kRenamesAgain));
    Json components = this->components(names);
    document["paths"] = renamed(paths, names);
    if (!webhooks.empty()) document["webhooks"] = renamed(webhooks, names);
    if (!components.empty()) document["components"] = std::move(components);
    copy(document, "tags", "openapi_tags");
    copy(document, "externalDocs", "openapi_external_docs");
    apply_own_document(document, application_, app_, models_);
    mark_unknown_routers(document, app_);
    if (components_.schemas.wraps_references) document = with_wrapped_references(document);
    return without_nulls(document);
  }

 private:
  // The first versions that behave as the newest does.
  static constexpr std::string_view kErrorsHaveInput = "0.128.1";  // of FastAPI
  static constexpr std::string_view kRenamesAgain = "2.13";        // of Pydantic

  static constexpr std::string_view kSeparates = "0.101";          // of FastAPI
  static constexpr std::string_view kConstTyped = "2.7";           // of Pydantic
  static constexpr std::string_view kBareReferences = "2.9";       // of Pydantic
  static constexpr std::string_view kBodyAliases = "0.124";        // of FastAPI
  static constexpr std::string_view kDecimalPattern = "2.12";      // of Pydantic
  static constexpr std::string_view kDecimalPatternEnds = "2.14";  // of Pydantic
  static constexpr std::string_view kBinaryIsMedia = "0.129";      // of FastAPI
  static constexpr std::string_view kOneRequirement = "0.124";     // of FastAPI
  static constexpr std::string_view kConstAlone = "2.10";          // of Pydantic
  static constexpr std::string_view kOpenDictionaries = "2.11";    // of Pydantic
  static constexpr std::string_view kFormUnions = "0.160";         // of FastAPI

  bool has_decimal_pattern() const {
    return runs_with(file(), "pydantic", kDecimalPattern) &&
           !runs_with(file(), "pydantic", kDecimalPatternEnds);
  }

  const FileModel& file() const { return *app_.app->construction.file; }

  void add(Json& paths, const Route& route) {
    Json& item = paths[route.path];
    if (!item.is_object()) item = Json::object();
    item.update(path_item(application_, route, components_));
  }

  // `standard` where the keyword gives no text; marked in `into` if it gives what is not known.
  std::string text_or(Json& into, const char* keyword, std::string_view standard) {
    const Placed given = app_.app->argument(keyword);
    const Value value = evaluate(given);
    if (value.is(Value::Kind::Str)) return value.text;
    if (given) into[kUnknown].push_back(keyword);
    return std::string(standard);
  }

  void copy(Json& to, const char* key, std::string_view keyword) {
    const Placed given = app_.app->argument(keyword);
    const auto json = to_json(evaluate(given), models_);
    if (given && !json) to[kUnknown].push_back(key);
    const bool said = json && !json->is_null() && !(json->is_string() && *json == "") &&
                      !((json->is_array() || json->is_object()) && json->empty());
    if (said) to[key] = *json;
  }

  Json info() {
    Json info = Json::object();
    info["title"] = text_or(info, "title", "FastAPI");
    info["version"] = text_or(info, "version", "0.1.0");
    copy(info, "summary", "summary");
    copy(info, "description", "description");
    copy(info, "termsOfService", "terms_of_service");
    copy(info, "contact", "contact");
    copy(info, "license", "license_info");
    return info;
  }

  Json components(const std::map<std::string, std::string>& names) {
    std::map<std::string, Json> sorted;
    for (const auto& [key, definition] : components_.schemas.definitions()) {
      sorted[names.at(key)] = renamed(definition.schema, names);
    }
    if (components_.has_validation_errors) {
      sorted["ValidationError"] = Json::parse(kValidationError);
      if (!runs_with(file(), "fastapi", kErrorsHaveInput)) {
        sorted["ValidationError"]["properties"].erase("input");
        sorted["ValidationError"]["properties"].erase("ctx");
      }
      sorted["HTTPValidationError"] = Json::parse(kHttpValidationError);
    }
    Json components = Json::object();
    for (auto& [name, schema] : sorted) components["schemas"][name] = std::move(schema);
    if (!components_.security_schemes.empty()) {
      components["securitySchemes"] = components_.security_schemes;
    }
    return components;
  }

  static constexpr const char* kValidationError = R"({
    "title": "ValidationError", "type": "object", "properties": {
      "loc": {"title": "Location", "type": "array",
              "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}},
      "msg": {"title": "Message", "type": "string"},
      "type": {"title": "Error Type", "type": "string"},
      "input": {"title": "Input"},
      "ctx": {"title": "Context", "type": "object"}},
    "required": ["loc", "msg", "type"]})";
  static constexpr const char* kHttpValidationError = R"({
    "title": "HTTPValidationError", "type": "object", "properties": {
      "detail": {"title": "Detail", "type": "array",
                 "items": {"$ref": "#/components/schemas/ValidationError"}}}})";

  const Application& application_;
  const AppRoutes& app_;
  ModelTable models_;
  Components components_;
};

}  // namespace

Json openapi_document(const Application& application, const AppRoutes& app) {
  return DocumentWriter(application, app).write();
}

}  // namespace fastidious::app
