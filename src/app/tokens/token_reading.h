#pragma once
// How the functions that guard endpoints read tokens (JWT): which claims they look at, on the way
// from the call that decodes.

#include <map>
#include <string>
#include <vector>

#include "app/application.h"
#include "app/tokens/way.h"

namespace fastidious::app {

struct TokenReading {
  Way way;           // [0] decodes, the last one stands in the guard
  Definition guard;  // a dependency of endpoints, or a middleware
  bool is_middleware = false;
  std::vector<const Route*> routes;  // that are guarded by it; of a middleware none are listed
  std::string key;                   // as key_of() gives it; empty: not known
  // The claims that it reads, or that have to be there, and whether it does without them.
  std::map<std::string, bool, std::less<>> claims;
  // The call that gives the function nearest to the guard that has all claims at hand what they
  // are, by its place on the way, and what they are called there; empty where they have no name.
  std::size_t holder = 0;
  std::string payload;
  bool is_told = true;        // all that is done with the claims is seen
  bool gives_claims = false;  // but for the guard's giving all of them to endpoints
  bool asks_store = false;    // the token, or a session's id in it, is looked up or compared
  bool converts_id = false;   // makes an int or UUID of a claim
  Definition closed_model;    // a class that is made of the claims and takes no others; may be null
};

// All of them; one call that decodes may have several, by the ways to guards.
std::vector<TokenReading> token_readings(const Application& application);

}  // namespace fastidious::app
