#pragma once
// All rules, ordered by code. The table is generated from the file names at configure time.

#include <span>
#include <string_view>

#include "rules/rule.h"

namespace fastidious::rules {

std::span<const Rule* const> all_rules();

// The rule with this code, or null.
const Rule* find_rule(std::string_view code);

// "documentation", "security", …, and the three letters its codes start with.
std::string_view name_of(Family family);
std::string_view prefix_of(Family family);

}  // namespace fastidious::rules
