#pragma once
// Whether a test's request goes to a path.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/routes/test_requests.h"

namespace fastidious::app {

// Same method, and each segment of the path may be the other's; `methods` are of the HTTP endpoint
// at `path`, and do not matter for a WebSocket.
bool goes_to(const TestRequest& request, bool is_websocket, std::span<const std::string> methods,
             std::string_view path);

// Statuses that the function of a test compares something.status_code with (==, in (…)), or that it
// gives to a helper that does; none where there is no function.
std::vector<int> expected_statuses(const FileModel& file, const syntax::FunctionDef* test);

}  // namespace fastidious::app
