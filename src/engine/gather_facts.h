#pragma once
// The figures and places that a report's statements rest on, out of the models.

#include "assess/facts.h"
#include "deploy/delivery.h"

namespace fastidious::engine {

// `with_manifests`: whether the manifests were read, without which nothing is said of the delivery.
assess::Facts gather_facts(const deploy::Delivery& delivery, bool with_manifests);

}  // namespace fastidious::engine
