#pragma once
// Endpoints that give the same to whoever asks.

#include "app/routes/route.h"

namespace fastidious::app {

// Whether nothing in the request says what a GET endpoint gives, but for a choice among fixed
// values, it is handed no session of a database and names no secret.
bool takes_nothing(const Route& route);
// The same, but that it may be handed a session.
bool takes_nothing_but_session(const Route& route);

// Whether a GET endpoint takes nothing but a page's number and size, is handed a session perhaps,
// and no field of what it gives is about a person or a secret, by its name: `{"tags": ["a"]}`.
bool lists_nobody(const Route& route);

// Whether a GET endpoint takes nothing, looks nothing up and names no secret: it gives constants,
// settings, what the program knows of itself.
bool gives_the_same_to_all(const Route& route);

// Whether a GET endpoint gives files of a front end: it needs nothing but a name, and the folder is
// called like one of a build ("static", "dist", "assets").
bool serves_front_end(const Route& route);

}  // namespace fastidious::app
