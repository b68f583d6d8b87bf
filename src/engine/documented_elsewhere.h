#pragma once
// What is not here and may say what nothing here says.

#include "deploy/delivery.h"

namespace fastidious::engine {

// Whether variables are read that nothing here names, and the documentation is on a site elsewhere.
bool may_be_documented_elsewhere(const deploy::Delivery& delivery);

}  // namespace fastidious::engine
