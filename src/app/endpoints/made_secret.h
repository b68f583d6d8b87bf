#pragma once
// Endpoints that ask for a secret that the program has made, and that nobody guesses.

#include <map>
#include <vector>

#include "app/endpoints/endpoint.h"

namespace fastidious::app {

// Remembers what it has looked into. Not safe for several threads.
class MadeSecrets {
 public:
  // Whether what the endpoint is given is a token (its path ends in "refresh", "revoke", or its
  // handler has a library verify a JWT, itself or by functions that are given a token alone), or is
  // looked up under a name (`f"login_code:{code}"`) that the same file writes for a value of
  // `secrets` or `uuid4()`; and the handler takes no password.
  bool are_taken_by(const Endpoint& endpoint);

 private:
  bool verifies_token(const Definition& function, int hops);
  bool calls_verifier(const Definition& function, int hops);
  // Of a method without a body of its own: those of its subclasses.
  std::vector<Definition> bodies_of(const Definition& method);

  std::map<const syntax::Node*, bool> verify_;  // looked up only
  int look_ups_left_ = 64;                      // each looks at all classes
};

}  // namespace fastidious::app
