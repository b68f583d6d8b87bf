// Bytes to tree: ids are dense and in preorder, children lie inside their parents' ids, spans are
// ordered and inside the text, and a second parse gives the same tree.

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/identifier.h"
#include "require.h"
#include "syntax/children.h"
#include "syntax/tree.h"
#include "text/decode.h"

namespace fastidious {
namespace {

using fuzz::require;
using syntax::Node;
using syntax::Tree;

// Where decorators stand before the node's own begin, children may too.
bool may_begin_before(const Node& node) {
  return node.is(syntax::Kind::FunctionDef) || node.is(syntax::Kind::AsyncFunctionDef) ||
         node.is(syntax::Kind::ClassDef);
}

// A parameter's default and an empty list of parameters stand outside the node they belong to.
bool may_end_after(const Node& node) {
  return node.is(syntax::Kind::Arg) || node.is(syntax::Kind::Arguments);
}

void require_child(const Tree& tree, const Node& node, const Node& child) {
  require(node.id < child.id && child.last <= node.last, "a child's ids are inside its parent's");
  require(tree.parent(child) == &node, "a child knows its parent");
  if (tree.errors().empty()) {
    require(child.begin >= node.begin || may_begin_before(node),
            "a child begins inside its parent");
    require(child.end <= node.end || may_end_after(node), "a child ends inside its parent");
  }
}

// Ids follow the text, where fields may not: `f(a=1, *b)`, `a if b else c`.
std::vector<const Node*> children_by_id(const Node& node) {
  std::vector<const Node*> children;
  syntax::for_each_child(node, [&](const Node* child) { children.push_back(child); });
  std::sort(children.begin(), children.end(),
            [](const Node* a, const Node* b) { return a->id < b->id; });
  return children;
}

void require_sound(const SourceText& text, const Tree& tree) {
  std::uint32_t next = 0;
  for (const Node* node : tree.nodes()) {
    require(node->id.value == next++, "ids are dense and in preorder");
    require(node->last >= node->id && node->last.value < tree.nodes().size(), "last is an id");
    require(node->begin <= node->end && node->end <= text.size(), "spans are inside the text");
    std::uint32_t child_id = node->id.value + 1;
    for (const Node* child : children_by_id(*node)) {
      require(child->id.value == child_id, "siblings follow one another");
      require_child(tree, *node, *child);
      child_id = child->last.value + 1;
    }
    require(child_id == node->last.value + 1, "a subtree is the ids from a node to its last");
  }
}

bool same_shape(const Tree& one, const Tree& other) {
  return std::equal(one.nodes().begin(), one.nodes().end(), other.nodes().begin(),
                    other.nodes().end(), [](const Node* a, const Node* b) {
                      return a->kind == b->kind && a->span() == b->span() && a->last == b->last;
                    });
}

void parse_bytes(std::string_view bytes) {
  static IdentifierTable table;
  static IdentifierCache names(table);
  const auto decoded = decode_python(SourceText(bytes));
  if (!decoded) {
    return;
  }
  const Tree tree = syntax::parse(decoded->text, names);
  require_sound(decoded->text, tree);
  require(same_shape(tree, syntax::parse(decoded->text, names)), "a second parse is the same");
}

}  // namespace
}  // namespace fastidious

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fastidious::parse_bytes({reinterpret_cast<const char*>(data), size});
  return 0;
}
