#pragma once
// In which order functions are gone through: callees first, as many at a time as do not depend on
// each other.

#include <vector>

#include "flow/program.h"

namespace fastidious::flow {

// Functions that call each other, over whatever others: a strongly connected component of the graph
// of calls; or one function alone.
struct CallGroup {
  // Callees first but for calls that close a circle; no two of a level call each other.
  std::vector<std::vector<FunctionId>> levels;
  bool is_circle() const { return levels.size() > 1 || levels.front().size() > 1; }
};

// The functions that are looked at. Groups of one round do not depend on each other. Takes time
// with the number of calls.
std::vector<std::vector<CallGroup>> call_order(const std::vector<Function>& functions);

}  // namespace fastidious::flow
