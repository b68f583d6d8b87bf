#pragma once
// Routes that hand on whatever another service answers.

#include "app/routes/route.h"

namespace fastidious::app {

// A catch-all that takes several methods, `api_route("/openai/{path:path}", methods=["GET", …])`:
// what it answers is decided behind it, and no model can say it.
bool is_proxy(const Route& route);

}  // namespace fastidious::app
