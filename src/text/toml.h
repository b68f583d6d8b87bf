#pragma once
// TOML (https://toml.io/en/v1.0.0) from files that nobody vouches for.

#include <toml++/toml.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace fastidious {

// Parts of a dotted key.

struct TomlError {
  std::uint32_t line = 1;
  std::string message;
};

// The document, or where and why it is none. Keys of more than limits::kMaxTomlKeyParts parts are
// an error: the library builds and destroys one table in the other for each.
Result<toml::table, TomlError> parse_toml(std::string_view text);

}  // namespace fastidious
