#pragma once
// Endpoints that production serves, without those of examples and scripts.

#include <algorithm>

#include "app/application.h"
#include "app/endpoints/endpoint.h"

namespace fastidious::app {

inline bool is_served(const Endpoint& endpoint) {
  return !endpoint.handler || endpoint.handler.file->file().role == project::Role::Application;
}

inline std::size_t count_served(const Endpoints& endpoints) {
  std::size_t count = 0;
  for (const Endpoint& one : endpoints.all()) count += is_served(one) ? 1 : 0;
  return count;
}

// How many endpoints are written down for production: those that it is seen to serve, and those of
// routers that may be included in a way that is not seen.
inline std::size_t count_written(const Application& application) {
  std::size_t written = 0;
  for (const Route* route : application.distinct_routes().by_endpoint()) {
    const Definition& handler = route->handler.definition;
    written += !handler || handler.file->file().role == project::Role::Application ? 1 : 0;
  }
  return std::max(written, count_served(application.endpoints()));
}

}  // namespace fastidious::app
