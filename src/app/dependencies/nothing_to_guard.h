#pragma once
// Endpoints at which a guard would protect nothing, or little.

#include "app/routes/route.h"

namespace fastidious::app {

// Whether an endpoint makes its answer of constants and of the request's own parts, and touches
// nothing else: no storage, no other server, no settings, no state of the program.
bool answers_its_request_only(const Route& route);

// Whether all that an endpoint does is to refuse: each of its answers is a Response or error with a
// constant status of 400 and above, also one that a function of the repository makes.
bool refuses_everybody(const Route& route);

// Whether a GET endpoint that takes nothing of its request, but perhaps a session of a database,
// answers with flags of the settings: half of what it gives, or more, is read from them.
bool gives_flags_of_settings(const Route& route);

}  // namespace fastidious::app
