#pragma once
// Endpoints that tell a platform whether the application is alive.

#include <string>
#include <string_view>

namespace fastidious::app {

// Whether a path is that of a health check: its last part, or the one before it, is "health",
// "healthz", "livez", "readiness", "ping", … without parameters before it.
bool is_health_path(std::string_view path);
// The same for a readiness check.
bool is_readiness_path(std::string_view path);
// The part of the application that a health check is about by its path, in lower case:
// "/gateway/whatsapp" of "/api/v1/gateway/whatsapp/health". Empty: the whole.
std::string part_checked(std::string_view path);

}  // namespace fastidious::app
