#pragma once
// Bodies of forms that are models, beside other parameters or left out as a whole.

#include <string>
#include <vector>

#include "app/dependencies/dependency.h"
#include "app/openapi/operation.h"

namespace fastidious::app {

// Whether the parameter is a form whose fields are those of a model, or of one of several.
bool is_form_model(const Parameter& parameter, ModelTable& models);

// `allOf` the models, with the other parameters as properties
// (fastapi.dependencies.utils._apply_form_body_schema).
Json form_body_schema(const std::vector<const Parameter*>& parameters, const std::string& name,
                      Components& components);

}  // namespace fastidious::app
