#pragma once
// What a clause for everything keeps from the handler that the application has for it.

#include <string_view>

#include "app/application.h"
#include "app/effects/exception_mapping.h"
#include "app/effects/route_errors.h"

namespace fastidious::rules {

struct AnsweredError {
  std::string_view type;                      // qualified name of the class
  const app::ExceptionMapping* by = nullptr;  // null: there is none
};

// What the `try` of `clause` may raise of the repository's own and the application answers by a
// function of its own; none where more is done than to catch everything in one place.
AnsweredError answered_error(const app::Application& application, const semantic::FileModel& file,
                             const syntax::ExceptHandler& clause);

// `except Exception: raise HTTPException(500)` around what the application answers otherwise: the
// clause is to go (SEC088), and the answer with it.
bool is_answer_to_whatever(const app::Application& application, const app::RouteError& error);
bool is_answer_to_whatever(const app::Application& application, int status,
                           const app::ErrorStep& raised);

}  // namespace fastidious::rules
