#pragma once
// What to call a route in a message.

#include <string>

#include "app/routes/route.h"

namespace fastidious::app {

// "POST /orders/{order_id}", "GET,HEAD /x", "websocket /feed".
std::string label_of(const Route& route);
// The function that a callable runs, also one that a factory makes; null if it is not in the
// repository.
Definition running_function(const Value& callable);
// The function that answers the route's requests.
Definition handler_of(const Route& route);

}  // namespace fastidious::app
