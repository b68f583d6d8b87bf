#pragma once
// One path item of the document.

#include <set>
#include <string>

#include "app/application.h"
#include "app/openapi/schema_writer.h"

namespace fastidious::app {

// Collects what operations share: schemas, security schemes.
struct Components {
  explicit Components(ModelTable& table) : models(table), schemas(table) {}
  ModelTable& models;
  SchemaWriter schemas;
  Json security_schemes = Json::object();
  bool has_validation_errors = false;
  bool merges_security = true;     // schemes of one name are one requirement
  bool names_body_fields = false;  // fields of bodies have their own names, not their aliases
  int python_minor = 99;           // of Python 3: names of status codes differ
  bool merges_form_models = true;  // several models in one form become `allOf`
};

// {"get": …} for each method of the route; references stand under keys, not names.
Json path_item(const Application& application, const Route& route, Components& components);

// ---- the parts of an operation -----------------------------------------------------------------

Json operation_parameters(const Route& route, Components& components);
// Null if the operation has no body.
Json request_body(const Route& route, Components& components);
// [{"OAuth2PasswordBearer": ["items"]}]; the schemes themselves go to `components`.
Json security_requirements(const Route& route, Components& components);
Json operation_responses(const Route& route, Components& components);
// Whether the call that registers the route passes `keyword`.
bool has_own(const Route& route, std::string_view keyword);
// Whether the keys of `responses=` and `status_code=` are, where they are given.
bool all_codes_known(const Responses& responses);
bool status_is_known(const Route& route);

// FastAPI's title for what is not a reference: that of the field, or one made of `name`.
void set_title(Json& schema, const FieldInfo& info, std::string_view name,
               const Components& components);

}  // namespace fastidious::app
