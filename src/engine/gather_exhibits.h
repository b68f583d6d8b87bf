#pragma once
// The places that passed criteria point at, out of the models.

#include <map>

#include "assess/facts.h"
#include "deploy/delivery.h"
#include "engine/review_filter.h"

namespace fastidious::engine {

// Of a review, only what is in its files. `with_manifests`: whether the manifests were read.
std::map<assess::Exhibit, assess::NamedPlace> gather_exhibits(const deploy::Delivery& delivery,
                                                              const ReviewFilter* review,
                                                              bool with_manifests);

}  // namespace fastidious::engine
