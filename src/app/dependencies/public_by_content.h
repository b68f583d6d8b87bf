#pragma once
// Endpoints that are public by what is written about them, or by what they give.

#include <string_view>

#include "app/routes/route.h"

namespace fastidious::app {

// Why an endpoint that asks nobody may be public: its docstring or tags say so ("no authentication
// required"), or it gives a constant, without looking at anything. Empty if neither.
std::string_view public_by_content(const Route& route);

}  // namespace fastidious::app
