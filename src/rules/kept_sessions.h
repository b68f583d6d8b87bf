#pragma once
// What is kept in the session of Starlette's SessionMiddleware.

#include "semantic/model.h"

namespace fastidious::rules {

// Whether the application, or a library that it uses for that, may keep something in the session.
bool keeps_something_in_session(const semantic::Model& model);

}  // namespace fastidious::rules
