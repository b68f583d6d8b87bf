#pragma once
// What an application answers when an exception reaches it, by its exception handlers
// (middleware/surroundings.h).

#include <string_view>
#include <vector>

#include "app/effects/raised_errors.h"
#include "app/middleware/surroundings.h"

namespace fastidious::app {

struct ExceptionMapping {
  std::string_view type;  // qualified name of the exception; empty if it is a status
  int status = 0;         // the status it is for; 0 if it is for a class
  Definition handler;     // a FunctionDef
  Placed at;              // the exception where it is registered
  const Router* app = nullptr;
};

// Of all applications, in their order; `all` must outlive them.
std::vector<ExceptionMapping> exception_mappings(const std::vector<Surroundings>& all);

// The mapping that `app` has for an exception of the class so named: of the class itself, else of
// what it inherits from. Null if there is none but for `Exception`.
const ExceptionMapping* mapping_for(const std::vector<ExceptionMapping>& mappings,
                                    const semantic::Model& model, const Router* app,
                                    std::string_view type);

// The statuses that the mapping's function may answer with; `origin` is the `raise` behind it.
// Nothing where it cannot be told.
std::vector<int> statuses_answered(const ExceptionMapping& mapping, const RaisedErrors& errors,
                                   Placed origin);

}  // namespace fastidious::app
