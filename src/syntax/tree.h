#pragma once
// A parsed file: its nodes, what stands beside them (comments), and what was wrong with it.

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/identifier.h"
#include "syntax/ast.h"
#include "syntax/nodes_of.h"
#include "syntax/token_list.h"
#include "text/source_text.h"

namespace fastidious::syntax {

// Grammar that an older CPython does not accept; `minor` is the first 3.x that does.
struct VersionedSyntax {
  Span span;
  std::uint8_t minor = 0;
  std::string_view what;
};

class Tree {
 public:
  const Module& root() const { return *root_; }
  // All nodes, indexed by id: iterating visits the whole tree in preorder.
  std::span<const Node* const> nodes() const { return {nodes_, node_count_}; }
  const Node& node(NodeId id) const { return *nodes_[id.value]; }
  // The node around `node`; null for the module.
  const Node* parent(const Node& node) const {
    const NodeId up = parents_[node.id.value];
    return up.valid() ? nodes_[up.value] : nullptr;
  }
  // The nodes of `node`'s subtree in preorder, itself first.
  std::span<const Node* const> subtree(const Node& node) const {
    return nodes().subspan(node.id.value, node.last.value - node.id.value + 1);
  }
  // The kinds of nodes(), side by side: to pass by nodes without a look at them.
  std::span<const Kind> kinds() const { return {kinds_, node_count_}; }
  // The nodes that are a T, in preorder: of the whole tree, or of one subtree.
  template <class T>
  NodesOf<T> nodes_of() const {
    return {nodes_, kinds_, 0, node_count_};
  }
  template <class T>
  NodesOf<T> nodes_of(const Node& subtree) const {
    return {nodes_, kinds_, subtree.id.value, subtree.last.value + std::size_t{1}};
  }
  // The Import and ImportFrom statements, in order of the text.
  std::span<const Stmt* const> imports() const { return imports_; }
  std::span<const Span> comments() const { return comments_; }
  // What CPython would reject; empty for a file that parses.
  std::span<const SyntaxError> errors() const { return errors_; }
  std::span<const VersionedSyntax> versioned_syntax() const { return versioned_; }
  // Where the nodes are; tables about this tree may be put there too, by the thread that fills it.
  Arena& arena() const { return *arena_; }

 private:
  friend class TreeBuilder;
  std::shared_ptr<Arena> arena_;  // may hold other trees too
  Module* root_ = nullptr;
  Node** nodes_ = nullptr;
  NodeId* parents_ = nullptr;
  Kind* kinds_ = nullptr;  // kKindsPadding more than there are nodes
  std::size_t node_count_ = 0;
  std::vector<const Stmt*> imports_;
  std::vector<Span> comments_;
  std::vector<SyntaxError> errors_;
  std::vector<VersionedSyntax> versioned_;
};

// Splits `text` into tokens; never fails. The memory of `used`, which nobody needs any more, is
// used again: memory that is new to the program costs as much time as the tokens do.
TokenStream lex(const SourceText& text, IdentifierCache& names, TokenList used = {});

// Builds the tree of `text`, which must outlive it, in `arena`; never fails. `tokens` is what lex()
// gave for the same text; comments and errors are taken out of it.
Tree parse(const SourceText& text, TokenStream& tokens, IdentifierCache& names,
           std::shared_ptr<Arena> arena);

// lex() and parse() in one, in an arena of its own.
Tree parse(const SourceText& text, IdentifierCache& names);

}  // namespace fastidious::syntax
