#include "project/statement_shapes.h"

#include <algorithm>

#include "syntax/blocks.h"

namespace fastidious::project {
namespace {

using namespace syntax;

constexpr std::size_t kAhead = 16;  // nodes that are fetched before they are needed
constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ull;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * kMix;
  return hash ^ (hash >> 32);
}

// What a node adds to its statement's shape besides its kind, and the tokens that it adds to those
// of its children.
struct Addition {
  std::uint64_t detail = 0;
  std::uint32_t tokens = 1;
};

template <class T>
const T& to(const Node& node) {
  return static_cast<const T&>(node);
}

template <class T>
Addition operation(const Node& node) {
  return {static_cast<std::uint64_t>(to<T>(node).op), 1};
}

Addition comparison(const Compare& compare) {
  std::uint64_t ops = 0;
  for (Comparator op : compare.ops) {
    ops = ops * 16 + static_cast<std::uint64_t>(op);
  }
  return {ops, 1};
}

Addition display(std::uint32_t items) { return {0, std::max(items, 1u) + 1}; }

Addition addition_of(const Node& node) {
  switch (node.kind) {
    case Kind::Module:
    case Kind::Arguments:
    case Kind::ExprStmt:
    case Kind::WithItem: return {0, 0};
    case Kind::Attribute: return {to<Attribute>(node).attr.value, 2};
    case Kind::Keyword: return {to<Keyword>(node).arg.value, 2};
    case Kind::Subscript: return {0, 2};
    case Kind::BinOp: return operation<BinOp>(node);
    case Kind::BoolOp: return operation<BoolOp>(node);
    case Kind::UnaryOp: return operation<UnaryOp>(node);
    case Kind::AugAssign: return operation<AugAssign>(node);
    case Kind::Compare: return comparison(to<Compare>(node));
    case Kind::Constant: return {static_cast<std::uint64_t>(to<Constant>(node).type), 1};
    case Kind::Call: {
      const std::uint32_t arguments = to<Call>(node).args.size() + to<Call>(node).keywords.size();
      return {0, 2 + (arguments > 0 ? arguments - 1 : 0)};
    }
    case Kind::Tuple: return display(to<Tuple>(node).elts.size());
    case Kind::ListExpr: return display(to<ListExpr>(node).elts.size());
    case Kind::Dict: return {0, 2 * to<Dict>(node).values.size() + 1};
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef: return {0, 5};
    case Kind::ClassDef:
    case Kind::Comprehension:
    case Kind::IfExp: return {0, 3};
    default: return {};
  }
}

bool is_barrier(const Stmt& statement, const Tree& tree) {
  switch (statement.kind) {
    case Kind::Import:
    case Kind::ImportFrom:
    case Kind::Pass:
    case Kind::Global:
    case Kind::Nonlocal:
    case Kind::ErrorStmt: return true;
    case Kind::ExprStmt: return as<Constant>(statement.as<ExprStmt>()->value) != nullptr;
    case Kind::Assign:
    case Kind::AnnAssign: {
      const Node* parent = tree.parent(statement);
      return parent->is(Kind::ClassDef) || parent->is(Kind::Module);
    }
    default: return false;
  }
}

// Kinds whose span holds other statements: the statement proper is what stands before them.
bool holds_statements(Kind kind) {
  switch (kind) {
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
    case Kind::ClassDef:
    case Kind::If:
    case Kind::For:
    case Kind::AsyncFor:
    case Kind::While:
    case Kind::With:
    case Kind::AsyncWith:
    case Kind::Try:
    case Kind::TryStar:
    case Kind::Match:
    case Kind::ExceptHandler:
    case Kind::MatchCase: return true;
    default: return false;
  }
}

// Tells which block a statement stands in, for the statements of a tree in the order of the text.
class Blocks {
 public:
  Blocks() : open_{{NodeId{}, 0, 0}} {}

  void place(const Stmt& statement, StatementShape& shape) {
    while (open_.size() > 1 && open_.back().last < statement.id) open_.pop_back();
    const Block block = open_.back();
    shape.block = block.number;
    shape.depth = block.depth;
    const auto depth = static_cast<std::uint8_t>(std::min(block.depth + 1, 0xFF));
    const std::size_t first = open_.size();
    for_each_block(statement, [&](const StmtList& inner) {
      open_.push_back({inner.back()->last, ++count_, depth});
    });
    std::reverse(open_.begin() + static_cast<std::ptrdiff_t>(first), open_.end());
  }

 private:
  struct Block {
    NodeId last;  // the last node in it
    std::uint32_t number;
    std::uint8_t depth;
  };
  std::vector<Block>
      open_;  // innermost last; those that follow their neighbour's end stand below it
  std::uint32_t count_ = 0;
};

void add_node(StatementShape& shape, const Node& node) {
  const Addition added = addition_of(node);
  shape.hash = mixed(shape.hash, (static_cast<std::uint64_t>(node.kind) << 40) ^ added.detail);
  shape.tokens = static_cast<std::uint16_t>(std::min(shape.tokens + added.tokens, 0xFFFFu));
  if (!holds_statements(node.kind) && !node.is(Kind::ExprStmt)) {
    shape.end = std::max(shape.end, node.end);
  }
}

}  // namespace

std::vector<StatementShape> statement_shapes(const Tree& tree) {
  std::vector<StatementShape> shapes;
  Blocks blocks;
  shapes.reserve(tree.nodes().size() / 8);
  const Expr* callee = nullptr;  // of the call that is the node before
  const auto nodes = tree.nodes();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i + kAhead < nodes.size()) __builtin_prefetch(nodes[i + kAhead]);
    const Node* node = nodes[i];
    if (const auto* statement = node->as<Stmt>()) {
      shapes.push_back({.begin = statement->begin, .end = statement->begin});
      shapes.back().is_barrier = is_barrier(*statement, tree);
      shapes.back().is_definition = statement->is(Kind::FunctionDef) ||
                                    statement->is(Kind::AsyncFunctionDef) ||
                                    statement->is(Kind::ClassDef);
      blocks.place(*statement, shapes.back());
    }
    if (shapes.empty()) {
      continue;
    }
    add_node(shapes.back(), *node);
    // The names that a call is known by belong to its shape; all others do not.
    if (const auto* name = node->as<Name>(); name != nullptr && name == callee) {
      shapes.back().hash = mixed(shapes.back().hash, name->name.value);
    }
    const auto* call = node->as<Call>();
    callee = call != nullptr ? call->func : nullptr;
  }
  return shapes;
}

}  // namespace fastidious::project
