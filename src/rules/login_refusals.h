#pragma once
// How a login refuses: what tells a client whether there is such an account.

#include <string>

#include "app/application.h"
#include "app/effects/route_errors.h"

namespace fastidious::rules {

// An HTTP error below an `if`, and what a client sees of it.
struct LoginRefusal {
  const syntax::Raise* raise = nullptr;
  const syntax::If* choice = nullptr;
  int status = 0;
  std::string detail;
};

// The refusal of an unknown user, and that of a wrong password, which differs; both null where an
// endpoint is no login or refuses them alike.
struct TellingRefusals {
  LoginRefusal unknown;
  LoginRefusal wrong;
};
TellingRefusals telling_refusals(const app::Application& application, const app::Route& route);

// Whether the status is one by which nothing but an unknown user is told: it goes where both are
// refused alike (SEC063).
bool is_telling(const app::Application& application, const app::Route& route,
                const app::RouteError& error);

}  // namespace fastidious::rules
