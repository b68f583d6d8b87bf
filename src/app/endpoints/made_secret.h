#pragma once
// Endpoints that ask for a secret that the program has made, and that nobody guesses.

#include "app/endpoints/endpoint.h"

namespace fastidious::app {

// Whether what the endpoint is given is a token (its path ends in "refresh", "revoke", or its
// handler has a library verify a JWT), or is looked up under a name (`f"login_code:{code}"`) that
// the same file writes for a value of `secrets` or `uuid4()`; and the handler takes no password.
bool takes_made_secret(const Endpoint& endpoint);

}  // namespace fastidious::app
