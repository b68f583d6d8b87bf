#pragma once
// Ids for the nodes of a tree.

#include <span>

#include "syntax/ast.h"

namespace fastidious::syntax {

// Gives the nodes of a tree their ids, dense and in preorder from 0, and their `last`. `complete`
// has each node behind those of its subtree, the root last; a node's `id` says how many stand
// before its subtree. Fills the tables, which are indexed by id and have room for every node
// (`parents` has none for the root). Two loops, however deep the tree is.
struct NodeTables {
  Node** nodes = nullptr;
  NodeId* parents = nullptr;
  Kind* kinds = nullptr;
};
void number_nodes(std::span<Node* const> complete, const NodeTables& tables);

}  // namespace fastidious::syntax
