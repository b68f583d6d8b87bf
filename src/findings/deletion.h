#pragma once
// Definitions that nothing uses (COD015), and what else was found inside of them.

#include <cstdint>
#include <span>
#include <vector>

#include "findings/finding.h"

namespace fastidious::findings {

struct Deletion {
  std::uint32_t told_by = 0;          // the finding of COD015, by its index
  std::vector<std::uint32_t> inside;  // the others, in their order
};

// Those whose whole text COD015 would take away and that hold findings of other rules.
std::vector<Deletion> deletions_of(std::span<const Finding> findings);

}  // namespace fastidious::findings
