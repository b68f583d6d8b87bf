#include "app/dependencies/library_signatures.h"

#include "app/versions.h"

namespace fastidious::app {
namespace {

Parameter form(std::string_view name, bool optional, std::string_view standard) {
  Parameter parameter;
  parameter.in = Parameter::In::Form;
  parameter.field.name = name;
  parameter.field.type = Type::scalar("builtins.str");
  parameter.alias = name;
  if (!optional) return parameter;
  parameter.field.required = false;
  parameter.field.has_known_default = true;
  if (standard.data() != nullptr) {
    parameter.field.default_value = Value::string(std::string(standard));
    return parameter;
  }
  parameter.field.default_value.kind = Value::Kind::None;
  Type nullable = Type::of(Type::Kind::Union);
  nullable.args = {parameter.field.type, Type::of(Type::Kind::None)};
  parameter.field.type = std::move(nullable);
  return parameter;
}

Parameter secret(std::string_view name, bool optional, bool has_format) {
  Parameter parameter = form(name, optional, {});
  if (!has_format) return parameter;
  Value extra;
  extra.kind = Value::Kind::Dict;
  extra.items = {Value::string("format"), Value::string("password")};
  parameter.field.info.set("json_schema_extra", std::move(extra));
  return parameter;
}

// The first versions of FastAPI that describe the form as the newest does.
constexpr std::string_view kPatternIsWhole = "0.115.7";
constexpr std::string_view kSecretsHaveFormat = "0.115.13";

bool is_since(const FileModel* asking, std::string_view version) {
  return asking == nullptr || runs_with(*asking, "fastapi", version);
}

// https://fastapi.tiangolo.com/reference/security/#fastapi.security.OAuth2PasswordRequestForm
std::vector<Parameter> password_form(bool strict, const FileModel* asking) {
  const bool has_format = is_since(asking, kSecretsHaveFormat);
  Parameter grant = form("grant_type", !strict, {});
  grant.field.info.set(
      "pattern", Value::string(is_since(asking, kPatternIsWhole) ? "^password$" : "password"));
  return {grant,
          form("username", false, {}),
          secret("password", false, has_format),
          form("scope", true, ""),
          form("client_id", true, {}),
          secret("client_secret", true, has_format)};
}

}  // namespace

std::vector<Parameter> library_signature(std::string_view name, const FileModel* asking) {
  if (name == "fastapi.security.OAuth2PasswordRequestForm") return password_form(false, asking);
  if (name == "fastapi.security.OAuth2PasswordRequestFormStrict") {
    return password_form(true, asking);
  }
  return {};
}

}  // namespace fastidious::app
