#pragma once
// Ids for the nodes of a tree.

#include <cstdint>

#include "syntax/ast.h"

namespace fastidious::syntax {

// Gives `root` and all below it their ids, dense and in preorder from 0, and their `last`; fills
// `nodes` and `parents` (no parent for the root), which are indexed by id and have room for every
// node. Gives the number of nodes. A chain of a million terms is a million levels deep: the stack
// that is used does not depend on it.
std::uint32_t number_nodes(Node& root, Node** nodes, NodeId* parents);

}  // namespace fastidious::syntax
