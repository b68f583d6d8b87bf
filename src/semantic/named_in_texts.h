#pragma once
// Names that texts say, as `getattr(crud, "update")` does.

#include <string_view>

#include "semantic/model.h"

namespace fastidious::semantic {

// Whether some text of the repository is the name, or so many may be that they are not looked at.
bool is_named_in_texts(const Model& model, std::string_view name);

}  // namespace fastidious::semantic
