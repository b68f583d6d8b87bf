#pragma once
// Regular expressions that take exponential time in a backtracking engine such as Python's `re`.

#include <optional>
#include <string>
#include <string_view>

namespace fastidious::knowledge {

// The piece of `pattern` that can match the same text in exponentially many ways, `(a+)+`, if what
// follows it can fail: the engine then tries them all. `whole` says that the pattern must match to
// the end (fullmatch). Nothing for patterns that are safe in this respect, cannot be read, or are
// longer than 5000 bytes. Polynomial time (`\s*\s*$`) is not looked for.
std::optional<std::string> exponential_piece(std::string_view pattern, bool whole);

}  // namespace fastidious::knowledge
