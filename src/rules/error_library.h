#pragma once
// Errors that a library brings and that are answers by themselves.

#include <string>

#include "semantic/model.h"

namespace fastidious::rules {

// A library whose errors are answers by themselves, `fastcrud.exceptions.http_exceptions`: which
// statuses its classes have is not known here. Empty if none is imported.
std::string library_of_errors(const semantic::Model& model);

// What is to be said of it beside statuses that are told; empty if there is none.
std::string and_of_library(const semantic::Model& model);

}  // namespace fastidious::rules
