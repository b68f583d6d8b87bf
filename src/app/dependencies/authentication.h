#pragma once
// Who may call an endpoint, as far as its dependencies and its own body decide.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/dependencies/behaviour.h"
#include "app/routes/route.h"
#include "app/strangers/reception.h"

namespace fastidious::app {

struct Evidence {
  std::string what;  // "app.api.deps.get_current_user checks a token", "HTTPBearer"
  Placed at;         // where that is; may be null
};

struct Authentication {
  enum class Status : std::uint8_t {
    Enforced,  // a request without valid credentials is refused
    Weak,      // credentials are asked for, but nothing seen checks them, or none is needed
    Public,    // none, and its name says that this is meant: to be confirmed
    None,
  } status = Status::None;
  // Why it is Weak.
  enum class Weakness : std::uint8_t {
    NoWeakness,
    Optional,   // a request without credentials passes, too, and the endpoint does not mind
    Unchecked,  // credentials have to be sent, and nothing seen looks at what they are
  } weakness = Weakness::NoWeakness;
  Placed weak_at;            // the Depends(…) of that dependency; null for the endpoint's own body
  Definition weak_function;  // what that runs; null for objects of fastapi.security
  Placed weak_passes_at;     // the value it gives to strangers; may be null
  // Something that is not seen is asked about the credentials: it may refuse them.
  bool asks_elsewhere = false;
  std::vector<Placed> bypasses;  // settings that switch the check off
  std::vector<Evidence> evidence;
  bool answers = true;  // false: the endpoint's own body only refuses, raises or sends elsewhere
  std::vector<std::string> roles;  // scopes, and what role-checking dependencies ask for
  std::string rate_limit;          // "5/minute", "limited", or empty
  // Of Public: "health check", "login". Views of static text.
  std::string_view public_reason;
  bool public_by_configuration = false;  // the user has said so: nothing to confirm
};

// Whether a callable is named like one that limits how often somebody may call: "RateLimiter",
// "limiter.limit", "throttle".
bool is_named_like_a_limit(std::string_view name);

std::string_view name_of(Authentication::Status status);

// `guards` are qualified names of dependencies of which the user says that they refuse strangers.
Authentication authentication_of(const Route& route, Behaviours& behaviours, Reception& reception,
                                 const std::vector<std::string>& guards);

// Why an endpoint without authentication may be public: "health check", "login"; empty if nothing
// says so (catalogue: the public rule).
std::string_view public_by_inference(const Route& route);

}  // namespace fastidious::app
