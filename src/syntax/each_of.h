#pragma once
// Walks over nodes of several kinds: they are told by the kinds alone, and fetched from memory
// before they are needed.

#include <array>
#include <cstddef>
#include <initializer_list>

#include "syntax/tree.h"

namespace fastidious::syntax {

// Which kinds are wanted.
class KindTable {
 public:
  constexpr KindTable(std::initializer_list<Kind> kinds) {
    for (const Kind kind : kinds) wanted_[static_cast<std::size_t>(kind)] = true;
  }
  constexpr bool contains(Kind kind) const { return wanted_[static_cast<std::size_t>(kind)]; }

 private:
  std::array<bool, 128> wanted_{};
};

// Calls visit(node) for each node of these kinds, in preorder.
template <class Visit>
void for_each_of(const Tree& tree, const KindTable& wanted, Visit&& visit) {
  constexpr std::size_t kAhead = 24;
  const auto kinds = tree.kinds();
  const auto nodes = tree.nodes();
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const std::size_t ahead = i + kAhead;
    if (ahead < kinds.size() && wanted.contains(kinds[ahead])) __builtin_prefetch(nodes[ahead]);
    if (wanted.contains(kinds[i])) visit(*nodes[i]);
  }
}

}  // namespace fastidious::syntax
