#pragma once
// The objects of fastapi.security (https://fastapi.tiangolo.com/reference/security/).

#include <optional>
#include <string>
#include <string_view>

#include "app/values/value.h"

namespace fastidious::app {

struct SecurityScheme {
  std::string_view
      cls;           // "fastapi.security.HTTPBearer": the library's class that it is or inherits
  std::string name;  // under which OpenAPI lists it
  Placed call;       // that makes it
  bool auto_error = true;  // refuses requests without credentials

  // A keyword of the call that makes it.
  Value argument(std::string_view keyword, int index = -1) const;
};

// The scheme that a dependency is: an instance of fastapi.security's classes or of a subclass.
std::optional<SecurityScheme> security_scheme(const Value& callable);

}  // namespace fastidious::app
