#pragma once
// Names of variables that may be meant for each other.

#include <string_view>

#include "deploy/environment/contract.h"

namespace fastidious::deploy {

// Whether `name` is all but equal to that of the variable: another prefix, another case, a letter.
bool is_like(const ContractVariable& variable, std::string_view name);

}  // namespace fastidious::deploy
