#pragma once
// Names of HTTP status codes.

#include <string>
#include <string_view>

namespace fastidious::app {

// "Not Found" for "404" (http.client.responses), "Client Error" for "4XX"; "Additional Response"
// for codes that nobody knows.
std::string status_phrase(std::string_view code);
// The same under Python 3.`minor`: RFC 9110's names of 413, 414, 416 and 422 came with 3.13.
std::string status_phrase(std::string_view code, int minor);

}  // namespace fastidious::app
