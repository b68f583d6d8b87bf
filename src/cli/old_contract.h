#pragma once
// The OpenAPI document that the present one is compared with.

#include <string>

#include "app/application.h"
#include "app/openapi/json.h"
#include "base/result.h"
#include "cli/audit_options.h"

namespace fastidious::cli {

struct ContractError {
  std::string message;
};

// Of `old_one`: a file with a document, in JSON or YAML, or a git revision, of which the document
// is derived; of its application `name`, or of its only one where that is empty.
Result<app::Json, ContractError> old_contract(const std::string& old_one, const std::string& name,
                                              const AuditSetup& setup);

// The application so named (Application::find); without a name the only one that no other mounts.
// Null if there is none, or several.
const app::AppRoutes* choose_app(const app::Application& application, const std::string& name);

}  // namespace fastidious::cli
