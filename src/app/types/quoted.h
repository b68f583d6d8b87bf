#pragma once
// Annotations written as strings.

#include <string_view>

#include "app/types/type.h"

namespace fastidious::app {

// The type that the text `quoted` of the string at `at` stands for: names, `a.b`, subscripts,
// unions, Literal and None; Unknown for other text.
Type read_quoted(Placed at, std::string_view quoted, const TypeArguments& arguments);

}  // namespace fastidious::app
