#pragma once
// What a run looked at: the figures each report ends with.

#include <cstdint>
#include <span>

#include "engine/audit.h"
#include "rules/driver.h"

namespace fastidious::engine {

// What there is in one file.
struct FileCounts {
  std::uint32_t functions = 0;
  // Of files that the rules were shown:
  std::uint32_t closures = 0;  // functions inside functions, where nobody asks for type hints
  std::uint32_t functions_documented = 0;
  std::uint32_t docstrings_with_sections = 0;
  std::uint32_t complex_functions = 0;
};

// To be asked where the file has just been checked: what it goes by is at hand then.
FileCounts count_in(const semantic::FileModel& file, const AuditOptions& options,
                    const rules::Driver& driver);

// Fills in `result.coverage` from the counts of each file, by FileId, and the rest of the result.
void measure_coverage(const AuditOptions& options, const rules::Driver& driver,
                      std::span<const FileCounts> counts, AuditResult& result);

}  // namespace fastidious::engine
