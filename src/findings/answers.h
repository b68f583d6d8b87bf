#pragma once
// What a finding about the answers of operations is about, for reports that tell many together.

#include <set>
#include <string>
#include <vector>

namespace fastidious::findings {

struct Answers {
  std::set<int> statuses;               // that each of the operations lacks
  std::vector<std::string> operations;  // "GET /orders/{id}"
  std::size_t further = 0;              // operations, beyond those that are named
  std::string said;                     // " can answer 404, which …": part of the message
};

}  // namespace fastidious::findings
