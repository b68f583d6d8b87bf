#pragma once
// The figures and places that a report's statements rest on, out of the models.

#include "assess/facts.h"
#include "deploy/delivery.h"
#include "engine/review_filter.h"

namespace fastidious::engine {

// `with_manifests`: whether the manifests were read, without which nothing is said of the delivery.
// Of a review, what is counted in code is counted in its files: the others say nothing of it.
assess::Facts gather_facts(const deploy::Delivery& delivery, const ReviewFilter* review,
                           bool with_manifests);

}  // namespace fastidious::engine
