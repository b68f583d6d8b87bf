#pragma once
// Ways to register event handlers that Starlette 1.0 has removed.

#include "semantic/file_model.h"

namespace fastidious::rules {

// Whether the call raises AttributeError, as the Starlette that is installed is 1.0 or later:
// `app.add_event_handler(…)`. FastAPI has kept `on_event`, and both on routers.
bool is_removed_registration(const semantic::FileModel& file, const syntax::Call& call);

}  // namespace fastidious::rules
