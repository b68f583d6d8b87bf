#pragma once
// The figures and places that a report's statements rest on, out of the models.

#include "assess/facts.h"
#include "deploy/delivery.h"

namespace fastidious::engine {

assess::Facts gather_facts(const deploy::Delivery& delivery);

}  // namespace fastidious::engine
