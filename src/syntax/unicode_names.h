#pragma once
// Characters by their Unicode names, for \N{…} escapes.

#include <cstdint>
#include <optional>
#include <string_view>

namespace fastidious::syntax {

// The character that `name` (any case) names, by name or alias; empty if there is none.
std::optional<std::uint32_t> character_named(std::string_view name);

}  // namespace fastidious::syntax
