#pragma once
// The members of an Enum (https://docs.python.org/3/library/enum.html).

#include <string_view>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

struct EnumMember {
  std::string_view name;
  Value value;
};

// Of the class's own body, aliases left out. `auto()` counts, or gives what the class's
// `_generate_next_value_` makes of the name.
std::vector<EnumMember> enum_members(const Definition& cls);

// The value of one member; Unknown if there is none so named.
Value enum_value(const Definition& cls, std::string_view name);

}  // namespace fastidious::app
