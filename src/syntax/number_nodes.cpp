#include "syntax/number_nodes.h"

#include <cstdint>
#include <memory>

namespace fastidious::syntax {

// A node's place in preorder is the place where its subtree starts in postorder, plus the number of
// nodes around it: of those, as of all nodes behind it, none is complete. How many are around each
// follows from where subtrees start and end, so that there is no branch to be foreseen.
void number_nodes(std::span<Node* const> complete, const NodeTables& tables) {
  const auto [nodes, parents, kinds] = tables;
  const std::size_t count = complete.size();
  // How many more nodes are around the one at a place than around the one before.
  const auto deeper = std::make_unique<std::int32_t[]>(count);
  for (std::size_t at = 0; at < count; ++at) {
    ++deeper[complete[at]->id.value];
    --deeper[at];
  }
  // By how many nodes are around it: the id of the node that was numbered last.
  const auto last_at_depth = std::make_unique_for_overwrite<NodeId[]>(count + 1);
  last_at_depth[0] = NodeId{};
  std::int32_t depth = 0;
  for (std::size_t at = count; at-- > 0;) {
    Node& node = *complete[at];
    const std::uint32_t first = node.id.value;
    const NodeId id{first + static_cast<std::uint32_t>(depth)};
    node.id = id;
    node.last = NodeId{id.value + static_cast<std::uint32_t>(at) - first};
    nodes[id.value] = &node;
    kinds[id.value] = node.kind;
    parents[id.value] = last_at_depth[static_cast<std::size_t>(depth)];
    last_at_depth[static_cast<std::size_t>(depth) + 1] = id;
    depth -= deeper[at];
  }
}

}  // namespace fastidious::syntax
