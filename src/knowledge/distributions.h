#pragma once
// Which package is to be installed for an import, and what it brings with it.

#include <string>
#include <string_view>
#include <vector>

namespace fastidious::knowledge {

// The packages one of which provides `module` ("google.cloud.firestore", "jose.jwt"), the usual one
// first, as normalised names: by the longest part of the name that a table knows, else the one that
// is called as the module's first part is. Empty for a namespace that several packages share, as
// "google.cloud", where more of the name would be needed.
struct Providers {
  std::vector<std::string> distributions;
  bool is_known = false;  // a table says so; else it is the module's own name
};
Providers providers_of(std::string_view module);

// What installing `name` with `extra` ("" for none) installs with it, "uvicorn[standard]" and such,
// separated by blanks; null if nothing is known of the package.
const char* requirements_of(std::string_view name, std::string_view extra);

// Whether code may import `dependency` on the strength of `name` alone: `starlette` of `fastapi`.
bool hands_on(std::string_view name, std::string_view dependency);

}  // namespace fastidious::knowledge
