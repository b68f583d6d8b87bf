#pragma once
// What an application may be given past the keywords that stand at its constructor.

#include "app/values/value.h"

namespace fastidious::app {

// `FastAPI(…, **kwargs)` of a factory: whether what stands behind `**` is its own collection of
// keywords, which no caller fills and to which the factory itself adds nothing but metadata.
bool passes_only_metadata(const Placed& construction);

}  // namespace fastidious::app
