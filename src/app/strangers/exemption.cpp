#include "app/strangers/exemption.h"

#include <algorithm>

#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

bool lists_paths_elsewhere(const Placed& test) {
  const auto nodes = test.file->tree().subtree(*test.expr);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    if (const auto* call = node->as<Call>()) return call->func->is(Kind::Name);
    const auto* comparison = node->as<Compare>();
    return comparison != nullptr && comparison->ops.front() == Comparator::In &&
           !evaluate(*test.file, comparison->comparators.front()).is_sequence();
  });
}

}  // namespace fastidious::app
