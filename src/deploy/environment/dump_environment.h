#pragma once
// The environment contract as JSON: `fastidious dump environment`.

#include <nlohmann/json.hpp>

#include "deploy/delivery.h"

namespace fastidious::deploy {

// `variables` by name, each with the places where it is read, documented and provided and what is
// missing of these; `unused` entries of the example; `misspelt` pairs.
nlohmann::ordered_json dump_environment(const Delivery& delivery);

}  // namespace fastidious::deploy
