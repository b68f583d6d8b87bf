#pragma once
// Which pages of other origins a browser lets use an application, by its CORS middleware
// (https://www.starlette.io/middleware/#corsmiddleware).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/middleware/surroundings.h"

namespace fastidious::app {

struct CorsPolicy {
  const Middleware* middleware = nullptr;
  bool with_credentials = false;  // browsers send cookies along
  bool for_reading = false;       // no methods are allowed but GET, HEAD and OPTIONS
  // What is wrong with the origins; `at` is where it is written: the option, or the default of a
  // setting that flows into it.
  enum class Flaw : std::uint8_t {
    None,
    Any,         // "*", or a pattern that every origin matches
    AnyEnding,   // a pattern that "https://evilexample.com" matches as well
    SharedHost,  // a pattern for all tenants of a hosting service
    Null,        // "null", which sandboxed frames of any page send
    Text,        // a string, of which every part is an origin
  } flaw = Flaw::None;
  Placed at;
  Placed option;  // allow_origins or allow_origin_regex, as the middleware is given it
};

// The policy of one CORSMiddleware.
CorsPolicy cors_policy(const Middleware& middleware);

// What is wrong with a pattern that whole origins are matched with.
CorsPolicy::Flaw flaw_of_origin_pattern(std::string_view pattern);

}  // namespace fastidious::app
