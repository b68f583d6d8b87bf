#pragma once
// Findings of one flaw: two rules see it in two ways, and who mends what the one says has mended
// the other.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "findings/finding.h"

namespace fastidious::assess {

// The line of a place; null where lines are not known.
using LineOf = std::function<std::uint32_t(findings::FileId, Offset)>;

// For each finding the index of the one that tells of its flaw, if there is one. That one is as
// severe at the least, and no other one tells of it.
std::vector<std::optional<std::uint32_t>> told_by_others(
    std::span<const findings::Finding> findings, const LineOf& line_of);

}  // namespace fastidious::assess
