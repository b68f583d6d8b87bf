#pragma once
// Endpoints that work on nothing but what the request brings and what everybody may read.

#include "app/routes/route.h"

namespace fastidious::app {

// Whether an endpoint without dependencies makes its answer of the request, constants, a cache, and
// what it reads from other sites without credentials: no database, no files, no state of the
// program, no secret of the settings. All functions of the repository that it calls are read; what
// is not known to compute only is taken for more.
bool only_computes(const Route& route);

}  // namespace fastidious::app
