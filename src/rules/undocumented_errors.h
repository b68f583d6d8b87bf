#pragma once
// What an operation answers and its `responses=` do not say.

#include <map>
#include <string_view>
#include <vector>

#include "app/application.h"
#include "app/effects/route_errors.h"

namespace fastidious::rules {

using UndocumentedErrors = std::map<int, app::RouteError>;  // by status
// Statuses that are gone as soon as a finding of another rule is mended, and which rule that is.
using OthersMatter = std::map<int, std::string_view>;

struct Undocumented {
  UndocumentedErrors errors;
  std::vector<app::RouteError> more;  // further dependencies that raise one of them as well
  OthersMatter goes;                  // what is not to be documented, as it goes
};

// Anywhere it is served.
Undocumented undocumented_errors(const app::Application& application,
                                 const app::Operation& operation);

}  // namespace fastidious::rules
