#pragma once
// What takes secrets out of records: filters of the standard library's logging, processors of
// structlog.

#include "semantic/model.h"

namespace fastidious::app {

// Whether application code makes a `logging.Filter` of its own that rewrites the message of what
// it is given (`record.msg = …`, also in a function that it calls), and says that it does so to
// hide something (`redact`, `mask`, `scrub`). Looked up anew each time: ask where it matters.
bool has_redacting_filter(const semantic::Model& model);

// The same of structlog: whether a list of application code names a function of its own that
// changes the values of an event (`event_dict[key] = …`), and says that it hides something.
bool has_redacting_processor(const semantic::Model& model);

}  // namespace fastidious::app
