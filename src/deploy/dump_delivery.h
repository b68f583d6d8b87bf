#pragma once
// The delivery model as JSON: `fastidious dump delivery`.

#include <nlohmann/json.hpp>

#include "deploy/delivery.h"

namespace fastidious::deploy {

nlohmann::ordered_json dump_delivery(const Delivery& delivery);

}  // namespace fastidious::deploy
