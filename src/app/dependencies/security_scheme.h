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
  Definition own_class;    // of the repository; none if it is the library's
  bool auto_error = true;  // refuses requests without credentials

  // A keyword of the library's constructor: what the call passes, or what the constructors of the
  // repository's classes make of it.
  Value argument(std::string_view keyword, int index = -1) const;
  // What a constructor of the repository assigns to `self.<name>`; Unknown if none does.
  Value assigned(std::string_view name) const;
};

// The scheme that a dependency is: an instance of fastapi.security's classes or of a subclass.
std::optional<SecurityScheme> security_scheme(const Value& callable);

}  // namespace fastidious::app
