#pragma once
// Endpoints that are public by what is written about them, or by what they give.

#include <string_view>

#include "app/routes/route.h"

namespace fastidious::app {

// Why an endpoint that asks nobody may be public: its docstring, tags, module or class say so ("no
// authentication required"), its address holds a token, it works on nothing but what it is sent
// and what everybody may read, or it gives the same to whoever asks. Empty
// if none of it.
std::string_view public_by_content(const Route& route);

}  // namespace fastidious::app
