#pragma once
// Libraries that compute: they keep nothing, and reach nothing but their arguments.

#include <string_view>

namespace fastidious::knowledge {

// Whether the function so named ("statistics.median") is of such a library. Logging counts, too.
bool is_plain_library(std::string_view target);

// Whether the call so named reads from another server: "httpx.AsyncClient.get"; making the client
// counts, too.
bool reads_other_sites(std::string_view target);

}  // namespace fastidious::knowledge
