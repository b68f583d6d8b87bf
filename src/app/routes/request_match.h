#pragma once
// Whether a test's request goes to a path.

#include <span>
#include <string>
#include <string_view>

#include "app/routes/test_requests.h"

namespace fastidious::app {

// Same method, and each segment of the path may be the other's; `methods` are of the HTTP endpoint
// at `path`, and do not matter for a WebSocket.
bool goes_to(const TestRequest& request, bool is_websocket, std::span<const std::string> methods,
             std::string_view path);

}  // namespace fastidious::app
