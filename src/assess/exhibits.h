#pragma once
// The place that a passed criterion points at.

#include <string>
#include <string_view>

#include "assess/facts.h"

namespace fastidious::assess {

// "e.g. `Settings` (`app/config.py:15`)", of what the criterion with this id is about; empty where
// the repository has nothing that stands for it, or the figures of the criterion say all.
std::string exhibit_of(std::string_view id, const Facts& facts);

}  // namespace fastidious::assess
