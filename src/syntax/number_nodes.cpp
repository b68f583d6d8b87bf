#include "syntax/number_nodes.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "syntax/children.h"

namespace fastidious::syntax {
namespace {

// Deeper than this, recursion gives way to a list of what is still to do.
constexpr int kMaxRecursion = 500;

class NodeNumberer {
 public:
  NodeNumberer(Node** nodes, NodeId* parents) : nodes_(nodes), parents_(parents) {}

  void number(Node& node, NodeId parent) {
    if (depth_ == kMaxRecursion) {
      number_deep(node, parent);
      return;
    }
    ++depth_;
    const NodeId id = place(node, parent);
    for_each_child(node, [&](Node* child) {
      if (child->kind == Kind::Name || child->kind == Kind::Constant) {
        place(*child, id);
      } else {
        number(*child, id);
      }
    });
    node.last = NodeId{next_ - 1};
    --depth_;
  }

  std::uint32_t count() const { return next_; }

 private:
  NodeId place(Node& node, NodeId parent) {
    const NodeId id{next_};
    node.id = node.last = id;
    nodes_[next_] = &node;
    parents_[next_] = parent;
    ++next_;
    return id;
  }

  void number_deep(Node& top, NodeId parent) {
    const std::uint32_t first = next_;
    std::vector<std::pair<Node*, NodeId>> todo = {{&top, parent}};
    while (!todo.empty()) {
      const auto [node, above] = todo.back();
      todo.pop_back();
      const NodeId id = place(*node, above);
      const auto children = static_cast<std::ptrdiff_t>(todo.size());
      for_each_child(*node, [&](Node* child) { todo.push_back({child, id}); });
      std::reverse(todo.begin() + children, todo.end());
    }
    for (std::uint32_t i = next_; i-- > first + 1;) {
      Node& above = *nodes_[parents_[i].value];
      above.last = std::max(above.last, nodes_[i]->last);
    }
  }

  Node** nodes_;
  NodeId* parents_;
  std::uint32_t next_ = 0;
  int depth_ = 0;
};

}  // namespace

std::uint32_t number_nodes(Node& root, Node** nodes, NodeId* parents) {
  NodeNumberer numberer(nodes, parents);
  numberer.number(root, NodeId{});
  return numberer.count();
}

}  // namespace fastidious::syntax
