#pragma once
// What is kept in the session of Starlette's SessionMiddleware.

#include <string>
#include <vector>

#include "semantic/model.h"

namespace fastidious::rules {

// Whether the application, or a library that it uses for that, may keep something in the session.
bool keeps_something_in_session(const semantic::Model& model);

// The names under which the session keeps something, in order, each once; none if one of them is
// not known, or if one may say who somebody is.
std::vector<std::string> trifles_in_session(const semantic::Model& model);

}  // namespace fastidious::rules
