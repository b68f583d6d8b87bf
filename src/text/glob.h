#pragma once
// Patterns for paths, as they stand in the configuration.

#include <string_view>

namespace fastidious {

// Whether `path` (relative, with /) matches `pattern` as a whole. `?` is any character but /, `*` any
// run of these, `**` any run at all, `**/` any directories or none; a trailing / means everything
// below. Takes time in proportion to the product of both lengths, whatever the pattern.
bool matches_glob(std::string_view pattern, std::string_view path);

}  // namespace fastidious
