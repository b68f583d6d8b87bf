#pragma once
// The rules about what the history of the repository still holds.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/audit.h"
#include "repo/inventory.h"
#include "rules/driver.h"

namespace fastidious::engine {

struct HistoryRun {
  std::vector<findings::Finding> findings;  // about the repository as a whole
  std::vector<rules::InternalError> errors;
  std::optional<std::uint32_t> commits;  // read; not set: there is no history, or no rule asks
  bool is_shallow = false;               // the clone has not all of them
  std::string problem;                   // what kept a part of it from being read
};

// Reads the history that options.history names, where a rule asks for it.
HistoryRun check_history(const repo::Inventory& inventory, const AuditOptions& options,
                         const rules::Driver& driver);

}  // namespace fastidious::engine
