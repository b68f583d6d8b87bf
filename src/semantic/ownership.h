#pragma once
// Who lets go of a value that a call has given: what the text of one function says.

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

enum class Ownership : std::uint8_t {
  Elsewhere,  // returned, yielded, stored, passed on: somebody else's, or it cannot be told
  Managed,    // by `with`, or let go in a `finally`
  Sometimes,  // let go, but not if an exception comes between
  Dropped,    // never named: used within one expression
  Never,      // named, used, and never let go
};

// `releases` tells, for the name of a method, whether calling it lets the value go.
using Releases = bool (*)(std::string_view method);

// What becomes of the value of `call`. `borrows(target)` tells whether a function only uses what it
// is given; all others may keep it.
Ownership ownership_of(const FileModel& file, const syntax::Call& call, Releases releases,
                       Releases borrows);

}  // namespace fastidious::semantic
