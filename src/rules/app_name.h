#pragma once
// Advice that names the application as the code does.

#include <string>
#include <string_view>

#include "app/routes/router.h"

namespace fastidious::rules {

// The advice, written for `app`, with the name that the application has where it is made:
// `@application.get("/health")` where the code says `application = FastAPI()`.
std::string with_name_of(const app::Router& app, std::string_view advice);

}  // namespace fastidious::rules
