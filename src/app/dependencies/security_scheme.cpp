#include "app/dependencies/security_scheme.h"

#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kSchemes[] = {
    "fastapi.security.OAuth2PasswordBearer",
    "fastapi.security.OAuth2AuthorizationCodeBearer",
    "fastapi.security.OAuth2",
    "fastapi.security.OpenIdConnect",
    "fastapi.security.HTTPBearer",
    "fastapi.security.HTTPBasic",
    "fastapi.security.HTTPDigest",
    "fastapi.security.APIKeyHeader",
    "fastapi.security.APIKeyQuery",
    "fastapi.security.APIKeyCookie",
    "fastapi.security.http.HTTPBase",
    "fastapi.security.base.SecurityBase",
};

std::string_view scheme_class(const FileModel& file, std::string_view cls) {
  for (const std::string_view one : kSchemes) {
    if (cls == one || file.project().is_subclass(cls, one)) return one;
  }
  return {};
}

std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

}  // namespace

Value SecurityScheme::argument(std::string_view keyword, int index) const {
  return evaluate(argument_of(call, index, keyword));
}

std::optional<SecurityScheme> security_scheme(const Value& callable) {
  if (!callable.is(Value::Kind::Call)) return std::nullopt;
  const std::string_view cls = scheme_class(*callable.source.file, callable.text);
  if (cls.empty()) return std::nullopt;
  SecurityScheme scheme;
  scheme.cls = cls;
  scheme.call = callable.source;
  const Value name = scheme.argument("scheme_name");
  scheme.name = name.is(Value::Kind::Str) ? name.text : std::string(last_part(callable.text));
  const Value automatic = scheme.argument("auto_error");
  scheme.auto_error = !automatic.is(Value::Kind::Bool) || automatic.is_true();
  return scheme;
}

}  // namespace fastidious::app
