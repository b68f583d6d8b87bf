#pragma once
// The words by which docstrings begin their sections.

#include <optional>
#include <string_view>

#include "semantic/docstring.h"

namespace fastidious::semantic {

// What a title of Google's or NumPy's style begins (`Args`, `Parameters`, …), in any case of
// letters; nothing if it is none.
std::optional<SectionKind> kind_of_title(std::string_view text);

// What the field `:text …:` of Sphinx is about; `type` and `rtype` count as what they give the type
// of.
std::optional<SectionKind> kind_of_field(std::string_view text);

}  // namespace fastidious::semantic
