#pragma once
// What to call a route in a message.

#include <string>

#include "app/routes/route.h"

namespace fastidious::app {

// "POST /orders/{order_id}", "GET,HEAD /x", "websocket /feed".
std::string label_of(const Route& route);
// The function that answers it; null if it is not in the repository.
Definition handler_of(const Route& route);

}  // namespace fastidious::app
