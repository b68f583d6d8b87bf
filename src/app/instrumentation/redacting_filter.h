#pragma once
// Filters of the standard library's logging that take secrets out of records.

#include "semantic/model.h"

namespace fastidious::app {

// Whether application code makes a `logging.Filter` of its own that rewrites the message of what
// it is given (`record.msg = …`, also in a function that it calls), and says that it does so to
// hide something (`redact`, `mask`, `scrub`). Looked up anew each time: ask where it matters.
bool has_redacting_filter(const semantic::Model& model);

}  // namespace fastidious::app
