#pragma once
// components/securitySchemes (https://spec.openapis.org/oas/v3.1.0#security-scheme-object).

#include "app/dependencies/security_scheme.h"
#include "app/openapi/json.h"

namespace fastidious::app {

Json security_scheme_object(const SecurityScheme& scheme, ModelTable& models);

}  // namespace fastidious::app
