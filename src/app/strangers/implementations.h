#pragma once
// What runs where a method is called that has no body of its own.

#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

// Whether a subclass says what calling the method does: it is abstract, or of a Protocol.
bool runs_elsewhere(const Definition& method);

// What the subclasses of the method's class have in its place, each once, by file and position; at
// most 16. Looks at every class of the repository.
std::vector<Definition> implementations_of(const Definition& method);

}  // namespace fastidious::app
