#pragma once
// Endpoints that production serves, without those of examples and scripts.

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

}  // namespace fastidious::app
