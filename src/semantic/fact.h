#pragma once
// What inference says about one expression. Qualified names are interned, so facts compare as
// integers.

#include "base/identifier.h"

namespace fastidious::semantic {

struct Fact {
  Identifier target;       // the qualified name of what it refers to; empty if unknown
  Identifier type;         // the class whose instance it is; empty if unknown
  Identifier element;      // the class of the items, where it is a container or iterator
  bool awaitable = false;  // `type` is what awaiting it gives

  bool known() const { return target || type || element; }
  friend bool operator==(const Fact&, const Fact&) = default;
};

// A fact that is computed when it is first asked for. Asking for it meanwhile is a cycle.
struct LazyFact {
  enum class State : std::uint8_t { Unasked, InProgress, Known };
  Fact fact;
  State state = State::Unasked;
};

}  // namespace fastidious::semantic
