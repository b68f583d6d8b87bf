#pragma once
// Middleware that refuses strangers.

#include <string_view>
#include <vector>

#include "app/middleware/surroundings.h"
#include "app/routes/route.h"
#include "app/strangers/reception.h"

namespace fastidious::app {

// A middleware that lets nobody pass without valid credentials, but for the paths it leaves out.
struct MiddlewareGuard {
  const Middleware* middleware = nullptr;
  Fate fate;
  // Whether the check is made for a request to this path.
  bool covers(std::string_view path) const;
};

// Those of an application, the outermost first.
std::vector<MiddlewareGuard> guards_among(const Surroundings& surroundings, Reception& reception);

}  // namespace fastidious::app
