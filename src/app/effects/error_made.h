#pragma once
// What the expression behind `raise` makes.

#include <string_view>

#include "app/values/value.h"

namespace fastidious::app {

// A number that an exception carries: its HTTP status, its code.
struct ErrorNumber {
  int value = 0;                           // 0: none, or not the same in every run
  const syntax::Arg* parameter = nullptr;  // it is what the raising function gets for this
};

struct ErrorMade {
  std::string_view type;  // qualified name of its class; empty if it cannot be told
  bool is_http = false;   // HTTPException of Starlette or FastAPI, or what inherits from it
  ErrorNumber status;     // of an HTTP error
};

// What `raise error` raises. Follows names, constructors, class attributes and functions that
// return exceptions. Bounded work.
ErrorMade error_made(Placed error);

// The attribute `name` of the same exception, where a class or constructor sets it.
ErrorNumber error_attribute(Placed error, std::string_view name);

// The status code that a value is, also as a member of an enum or `status.HTTP_404_NOT_FOUND`; 0 if
// it is none.
int number_of(const Value& value);

// Whether the class so named is an HTTP error.
bool is_http_error(const semantic::Model& model, std::string_view type);

}  // namespace fastidious::app
