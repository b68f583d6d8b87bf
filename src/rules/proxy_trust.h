#pragma once
// How the server is told to take the client's address from a proxy.

#include <string>

#include "semantic/model.h"

namespace fastidious::rules {

// "`--forwarded-allow-ips` with its own address or network": by a keyword where the code starts
// uvicorn, and without networks where the version that is installed knows none. `file` is of the
// application that is served.
std::string trust_in_proxy(const semantic::Model& model, const semantic::FileModel& file);

}  // namespace fastidious::rules
