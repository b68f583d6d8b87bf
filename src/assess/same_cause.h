#pragma once
// Findings of one flaw: two rules see it in two ways, and who mends what the one says has mended
// the other.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "findings/finding.h"

namespace fastidious::assess {

// The line of a place; null where lines are not known.
using LineOf = std::function<std::uint32_t(findings::FileId, Offset)>;

// For each finding the index of the one that tells of its flaw, if there is one. That one is as
// severe at the least, and no other one tells of it.
std::vector<std::optional<std::uint32_t>> told_by_others(
    std::span<const findings::Finding> findings, const LineOf& line_of);

// Whether findings of the first rule tell of those of the second by what these are about; what is
// told otherwise stands in code that is to be deleted and is told by another flaw there.
bool has_one_cause(std::string_view tells, std::string_view told);

}  // namespace fastidious::assess
