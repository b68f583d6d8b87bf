#pragma once
// Where developers keep the values of their own environment.

#include <string_view>
#include <vector>

#include "deploy/delivery.h"

namespace fastidious::deploy {

// Whether the repository tells that they may keep a `.env` in the folder: an example or another env
// file stands there, a compose file names it, or, where no such file is shown anywhere, code below
// the folder loads one.
bool may_keep_env_file(const Delivery& delivery, std::string_view folder);
// Those folders, as far as they are known: each that shows an env file, and the root if it may have
// one. Tests and examples aside.
std::vector<std::string_view> folders_with_env_file(const Delivery& delivery);

}  // namespace fastidious::deploy
