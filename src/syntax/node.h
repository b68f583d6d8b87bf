#pragma once
// What all nodes of a tree have in common; the nodes themselves are in syntax/ast.h.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/id.h"
#include "base/identifier.h"
#include "base/span.h"

namespace fastidious::syntax {

using NodeId = Id<struct NodeTag>;

enum class Kind : std::uint8_t {
#define NODE(kind, type) kind,
#include "syntax/nodes.def"
#undef NODE
};

// The kind's name as CPython spells it.
std::string_view name_of(Kind kind);

enum class Context : std::uint8_t { Load, Store, Del };

struct Node {
  Offset begin = 0;
  Offset end = 0;
  NodeId id;
  NodeId last;  // the last id of this node's subtree
  Kind kind;
  Context context = Context::Load;  // Name, Attribute, Subscript, Starred, List, Tuple
  bool parenthesized = false;       // an expression directly inside its own parentheses

  explicit constexpr Node(Kind k) : kind(k) {}
  Span span() const { return {begin, end}; }
  bool encloses(const Node& other) const { return id <= other.id && other.id <= last; }

  // This node as a T, or null if it is something else.
  template <class T>
  const T* as() const {
    return T::covers(kind) ? static_cast<const T*>(this) : nullptr;
  }
  template <class T>
  T* as() {
    return T::covers(kind) ? static_cast<T*>(this) : nullptr;
  }
  bool is(Kind k) const { return kind == k; }
};

// `node` as a T, or null if it is null or something else.
template <class T>
const T* as(const Node* node) {
  return node != nullptr ? node->as<T>() : nullptr;
}

// `covers(kind)` tells whether a node of that kind is one of the struct's. (It is not called `is`:
// that would hide Node::is() and answer another question.)
struct Expr : Node {
  using Node::Node;
  static constexpr Kind kFirstKind = Kind::BoolOp;
  static constexpr Kind kLastKind = Kind::ErrorExpr;
  static constexpr bool covers(Kind k) { return k >= kFirstKind && k <= kLastKind; }
};
struct Stmt : Node {
  using Node::Node;
  static constexpr Kind kFirstKind = Kind::FunctionDef;
  static constexpr Kind kLastKind = Kind::ErrorStmt;
  static constexpr bool covers(Kind k) { return k >= kFirstKind && k <= kLastKind; }
};
struct Pattern : Node {
  using Node::Node;
  static constexpr Kind kFirstKind = Kind::MatchValue;
  static constexpr Kind kLastKind = Kind::MatchOr;
  static constexpr bool covers(Kind k) { return k >= kFirstKind && k <= kLastKind; }
};
struct TypeParam : Node {  // PEP 695, default from PEP 696
  Identifier name;
  Expr* bound = nullptr;  // of a TypeVar
  Expr* default_value = nullptr;
  using Node::Node;
  static constexpr Kind kFirstKind = Kind::TypeVar;
  static constexpr Kind kLastKind = Kind::TypeVarTuple;
  static constexpr bool covers(Kind k) { return k >= kFirstKind && k <= kLastKind; }
};

// A list of children, in the arena.
template <class T>
class List {
 public:
  constexpr List() = default;
  constexpr List(T* data, std::uint32_t size) : data_(data), size_(size) {}
  T* begin() const { return data_; }
  T* end() const { return data_ + size_; }
  std::uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t i) const { return data_[i]; }
  T& front() const { return data_[0]; }
  T& back() const { return data_[size_ - 1]; }

 private:
  T* data_ = nullptr;
  std::uint32_t size_ = 0;
};

using ExprList = List<Expr*>;
using StmtList = List<Stmt*>;

template <class Base, Kind... kinds>
struct NodeOf : Base {
  static constexpr Kind kFirstKind = std::min({kinds...});
  static constexpr Kind kLastKind = std::max({kinds...});
  static_assert(static_cast<int>(kLastKind) - static_cast<int>(kFirstKind) + 1 == sizeof...(kinds));
  constexpr NodeOf() : Base(kFirstKind) {}
  explicit constexpr NodeOf(Kind k) : Base(k) {}
  static constexpr bool covers(Kind k) { return k >= kFirstKind && k <= kLastKind; }
};

}  // namespace fastidious::syntax
