#pragma once
// Regular expressions as Pydantic compiles them: Rust's `regex`, which knows neither look-around
// nor back-references (https://docs.rs/regex/latest/regex/#syntax).

#include <string_view>

namespace fastidious::semantic {

// The first construct of `pattern` that Rust's regex refuses: "look-ahead", "back-reference", … ;
// empty if there is none that we know of.
std::string_view unsupported_in_rust(std::string_view pattern);

}  // namespace fastidious::semantic
