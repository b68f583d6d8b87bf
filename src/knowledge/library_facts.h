#pragma once
// What Fastidious knows about libraries: src/knowledge/libraries/, one file a library.

#include "semantic/library_facts.h"

namespace fastidious::knowledge {

// All facts; the same on every call, for the whole run.
semantic::LibraryFacts library_facts();

}  // namespace fastidious::knowledge
