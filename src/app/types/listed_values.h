#pragma once
// Types that list what may be sent.

#include "app/types/type.h"

namespace fastidious::app {

// A Literal, an Enum, or a list or set of them, also with None: the schema has every value.
bool lists_its_values(const Type& type);

}  // namespace fastidious::app
