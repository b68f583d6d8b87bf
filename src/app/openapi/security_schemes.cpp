#include "app/openapi/security_schemes.h"

#include "app/models/field_info.h"

namespace fastidious::app {
namespace {

void copy(Json& to, const char* key, const SecurityScheme& scheme, std::string_view keyword,
          ModelTable& models, int index = -1) {
  const auto json = to_json(scheme.argument(keyword, index), models);
  if (json && !json->is_null()) to[key] = *json;
}

// `refresh_url` is the position of refreshUrl among the arguments, `scopes` that of scopes.
Json flow(const SecurityScheme& scheme, ModelTable& models, int scopes, int refresh_url) {
  Json result = Json::object();
  result["scopes"] = Json::object();
  copy(result, "scopes", scheme, "scopes", models, scopes);
  copy(result, "refreshUrl", scheme, "refreshUrl", models, refresh_url);
  return result;
}

Json oauth2(const SecurityScheme& scheme, ModelTable& models) {
  Json result{{"type", "oauth2"}};
  if (scheme.cls.ends_with("PasswordBearer")) {
    Json password = flow(scheme, models, 2, 5);
    copy(password, "tokenUrl", scheme, "tokenUrl", models, 0);
    result["flows"]["password"] = std::move(password);
  } else if (scheme.cls.ends_with("AuthorizationCodeBearer")) {
    Json code = flow(scheme, models, 4, 2);
    copy(code, "authorizationUrl", scheme, "authorizationUrl", models, 0);
    copy(code, "tokenUrl", scheme, "tokenUrl", models, 1);
    result["flows"]["authorizationCode"] = std::move(code);
  } else {
    result["flows"] = Json::object();
    copy(result, "flows", scheme, "flows", models);
  }
  return result;
}

Json api_key(const SecurityScheme& scheme, ModelTable& models) {
  Json result{{"type", "apiKey"}};
  result["in"] = scheme.cls.ends_with("Header")   ? "header"
                 : scheme.cls.ends_with("Cookie") ? "cookie"
                                                  : "query";
  copy(result, "name", scheme, "name", models);
  return result;
}

}  // namespace

namespace {

// What a class that says by itself what it is has for a `model`: HTTPBearer(…), OAuth2(flows=…) of
// fastapi.openapi.models.
Json stated_model(const SecurityScheme& scheme, ModelTable& models) {
  const Value model = scheme.assigned("model");
  auto json = to_json(model, models);
  const auto* call = syntax::as<syntax::Call>(model.source.expr);
  if (!json || !json->is_object() || call == nullptr) return {};
  const std::string_view cls = model.source.file->resolve(*call->func);
  const auto is = [cls](std::string_view ending) { return cls.ends_with(ending); };
  Json result = Json::object();
  result["type"] = is(".OAuth2")          ? "oauth2"
                   : is(".APIKey")        ? "apiKey"
                   : is(".OpenIdConnect") ? "openIdConnect"
                                          : "http";
  if (is(".HTTPBearer")) result["scheme"] = "bearer";
  result.update(*json);
  return result;
}

}  // namespace

Json security_scheme_object(const SecurityScheme& scheme, ModelTable& models) {
  if (Json stated = stated_model(scheme, models); !stated.is_null()) return stated;
  const std::string_view cls = scheme.cls.substr(scheme.cls.rfind('.') + 1);
  Json result;
  if (cls.starts_with("OAuth2")) {
    result = oauth2(scheme, models);
  } else if (cls.starts_with("APIKey")) {
    result = api_key(scheme, models);
  } else if (cls == "OpenIdConnect") {
    result = Json{{"type", "openIdConnect"}};
    copy(result, "openIdConnectUrl", scheme, "openIdConnectUrl", models);
  } else {
    result = Json{{"type", "http"}};
    result["scheme"] = cls == "HTTPBasic" ? "basic" : cls == "HTTPDigest" ? "digest" : "bearer";
    copy(result, "bearerFormat", scheme, "bearerFormat", models);
    copy(result, "scheme", scheme, "scheme", models);
  }
  copy(result, "description", scheme, "description", models);
  return result;
}

}  // namespace fastidious::app
