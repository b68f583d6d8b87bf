#pragma once
// What becomes of a request from somebody without valid credentials: dependencies, handlers and
// middleware read as a program that runs on such a request only.
//
// Each is gone through twice, once for a request that brings no credentials and once for one that
// brings credentials that nobody issued. A check that fails on them is a branch that is taken, a
// verifying call that raises; what does not depend on credentials is gone through both ways.

#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "app/dependencies/dependency.h"
#include "app/values/value.h"

namespace fastidious::app {

// What is known about a value while a stranger's request is handled.
enum class Trace : std::uint8_t {
  Unknown,
  Nothing,   // a literal None
  Falsy,     // a literal False, 0, ""
  Truthy,    // a literal, or an object that has been made
  Missing,   // a credential that was not sent: None
  Blank,     // the same: ""
  Bad,       // a credential that nobody issued, or made of one
  Doubtful,  // what something gave that was asked about one: nothing, if it is any good
  Request,   // the request or WebSocket
  Headers,   // of the request, or its query
  Cookies,   // of the request, or its session
  Path,      // the request's path or method
  Setting,   // a module's variable, an environment variable: the same for all requests
  Next,      // the rest of the application, as middleware calls it
  Refusal,   // a response that says no
};

// Whether it is what stands for a credential that nobody issued, or was made of one.
constexpr bool is_credential(Trace value) {
  return value == Trace::Missing || value == Trace::Blank || value == Trace::Bad ||
         value == Trace::Doubtful;
}

enum class Stranger : std::uint8_t { WithoutCredential, WithBadCredential };

struct Fate {
  bool passes = false;   // is let through on some path
  bool refused = false;  // is refused on some path, because of the credentials
  // Is refused with 401 or 403 on a path whose conditions are not understood.
  bool may_be_refused = false;
  bool reads_credential = false;
  bool asks_elsewhere = false;     // hands the credential to something that is not seen
  Trace value = Trace::Unknown;    // what the callable gives where the request passes
  Placed refused_at;               // the error that is raised, or the call that verifies
  Placed passes_at;                // the value that is returned; null at the end of a function
  std::vector<Placed> bypasses;    // tests of settings behind which a request passes unchecked
  std::vector<Placed> exemptions;  // tests of the path or method behind which it does

  // Never passes, or only past conditions that are not understood.
  bool is_refused() const { return may_be_refused || (refused && !passes); }
};

class Reception {
 public:
  Reception();
  ~Reception();

  // Of a dependency with all that it needs.
  const Fate& at_dependency(const Dependency& dependency, Stranger stranger);
  // Of an endpoint's own body, given what its dependencies hand to it.
  Fate at_handler(const Dependency& handler, Stranger stranger);
  // Of a middleware: a function (request, call_next), or a class with dispatch or __call__.
  Fate at_middleware(const Definition& middleware, Stranger stranger);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace fastidious::app
