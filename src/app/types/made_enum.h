#pragma once
// Enums that are made by a call (https://docs.python.org/3/howto/enum.html#functional-api).

#include <optional>

#include "app/types/type.h"

namespace fastidious::app {

// The type that StrEnum("Name", ["a", "b"]) makes: a Literal of its values that has a name and is a
// definition of its own. Nothing where `call` is another one, or its members are not known.
std::optional<Type> made_enum(Placed call);

}  // namespace fastidious::app
