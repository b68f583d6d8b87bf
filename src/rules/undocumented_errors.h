#pragma once
// What an operation answers and its `responses=` do not say.

#include <map>
#include <string_view>

#include "app/application.h"
#include "app/effects/route_errors.h"

namespace fastidious::rules {

using UndocumentedErrors = std::map<int, app::RouteError>;  // by status
// Statuses that are gone as soon as a finding of another rule is mended, and which rule that is.
using OthersMatter = std::map<int, std::string_view>;

// Anywhere it is served; `goes` gets what is not to be documented, as it goes.
UndocumentedErrors undocumented_errors(const app::Application& application,
                                       const app::Operation& operation, OthersMatter& goes);

}  // namespace fastidious::rules
