#pragma once
// How a token leaves the code that signs it: the call that signs, the call of the function around
// it, the call of the function around that, …; and what parameters stand for on such a way.

#include <cstddef>
#include <string_view>
#include <vector>

#include "app/values/value.h"
#include "semantic/call_sites.h"

namespace fastidious::app {

struct Way {
  // [0] signs; each one after it calls the function around the one before.
  std::vector<semantic::CallSite> calls;

  // The function around the call at `level`; null at the level of a module.
  Definition function(std::size_t level) const;
  // Whether that function gives back what the call gives; what signs, also together with others.
  bool is_returned(std::size_t level) const;
};

// An expression in the function around a way's call.
struct Held {
  Placed value;
  std::size_t level = 0;
};

// The name that takes what the call gives: `token = jwt.encode(…)`; null if none does.
const syntax::Name* taking_name(const semantic::CallSite& call);

// All ways from a call; none where nothing calls the function around it. Calls by tests are none.
// Where a function is mentioned by calls that cannot be told, the way ends in it.
std::vector<Way> ways_from(const semantic::CallSite& call);

// What `held` stands for: through parameters to the arguments that the way passes for them, through
// names that are assigned once.
Held origin_of(Held held, const Way& way);
// The same for a name that is a parameter, one call up; null for everything else.
Held argument_on(const Way& way, const Held& held);

// What `call` passes for the parameter of `function`, else its default; null if that is not known.
Placed passed_for(const semantic::CallSite& call, const Definition& function,
                  const syntax::Arg& parameter);

}  // namespace fastidious::app
