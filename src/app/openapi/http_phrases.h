#pragma once
// Names of HTTP status codes.

#include <string>
#include <string_view>

namespace fastidious::app {

// "Not Found" for "404" (http.client.responses), "Client Error" for "4XX"; "Additional Response"
// for codes that nobody knows.
std::string status_phrase(std::string_view code);

}  // namespace fastidious::app
