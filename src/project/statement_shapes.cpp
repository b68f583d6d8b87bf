#include "project/statement_shapes.h"

#include <algorithm>

#include "syntax/blocks.h"

namespace fastidious::project {
namespace {

using namespace syntax;

constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ull;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * kMix;
  return hash ^ (hash >> 32);
}

// What a node adds to its statement's shape besides its kind.
std::uint64_t detail_of(const Node& node) {
  switch (node.kind) {
    case Kind::Attribute: return static_cast<const Attribute&>(node).attr.value;
    case Kind::Keyword: return static_cast<const Keyword&>(node).arg.value;
    case Kind::BinOp: return static_cast<std::uint64_t>(static_cast<const BinOp&>(node).op);
    case Kind::BoolOp: return static_cast<std::uint64_t>(static_cast<const BoolOp&>(node).op);
    case Kind::UnaryOp: return static_cast<std::uint64_t>(static_cast<const UnaryOp&>(node).op);
    case Kind::AugAssign: return static_cast<std::uint64_t>(static_cast<const AugAssign&>(node).op);
    case Kind::Compare: {
      std::uint64_t ops = 0;
      for (Comparator op : static_cast<const Compare&>(node).ops) {
        ops = ops * 16 + static_cast<std::uint64_t>(op);
      }
      return ops;
    }
    case Kind::Constant: return static_cast<std::uint64_t>(static_cast<const Constant&>(node).type);
    default: return 0;
  }
}

// Tokens that a node adds to those of its children.
std::uint32_t tokens_of(const Node& node) {
  switch (node.kind) {
    case Kind::Module:
    case Kind::Arguments:
    case Kind::ExprStmt:
    case Kind::WithItem: return 0;
    case Kind::Attribute:
    case Kind::Subscript:
    case Kind::Keyword: return 2;
    case Kind::Call: {
      const auto& call = static_cast<const Call&>(node);
      const std::uint32_t arguments = call.args.size() + call.keywords.size();
      return 2 + (arguments > 0 ? arguments - 1 : 0);
    }
    case Kind::Tuple: return std::max(static_cast<const Tuple&>(node).elts.size(), 1u) + 1;
    case Kind::ListExpr: return std::max(static_cast<const ListExpr&>(node).elts.size(), 1u) + 1;
    case Kind::Dict: return 2 * static_cast<const Dict&>(node).values.size() + 1;
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef: return 5;
    case Kind::ClassDef:
    case Kind::Comprehension:
    case Kind::IfExp: return 3;
    default: return 1;
  }
}

bool is_barrier(const Stmt& statement, const Node* parent) {
  switch (statement.kind) {
    case Kind::Import:
    case Kind::ImportFrom:
    case Kind::Pass:
    case Kind::Global:
    case Kind::Nonlocal:
    case Kind::ErrorStmt: return true;
    case Kind::ExprStmt: return as<Constant>(statement.as<ExprStmt>()->value) != nullptr;
    case Kind::Assign:
    case Kind::AnnAssign: return parent->is(Kind::ClassDef) || parent->is(Kind::Module);
    default: return false;
  }
}

// The names that a call is known by belong to its shape; all others do not.
bool names_callee(const Node& node, const Node* parent) {
  const auto* call = as<Call>(parent);
  return call != nullptr && call->func == &node;
}

void add_node(StatementShape& shape, const Node& node, const Node* parent) {
  shape.hash = mixed(shape.hash, (static_cast<std::uint64_t>(node.kind) << 40) ^ detail_of(node));
  if (const auto* name = node.as<Name>(); name != nullptr && names_callee(node, parent)) {
    shape.hash = mixed(shape.hash, name->name.value);
  }
  const std::uint32_t tokens = shape.tokens + tokens_of(node);
  shape.tokens = static_cast<std::uint16_t>(std::min(tokens, 0xFFFFu));
  shape.end = std::max(shape.end, node.is(Kind::ExprStmt) ? 0 : node.end);
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

}  // namespace

std::vector<StatementShape> statement_shapes(const Tree& tree) {
  std::vector<StatementShape> shapes;
  Blocks blocks;
  shapes.reserve(tree.nodes().size() / 8);
  for (const Node* node : tree.nodes()) {
    const Node* parent = tree.parent(*node);
    if (const auto* statement = node->as<Stmt>()) {
      shapes.push_back({.begin = statement->begin, .end = statement->begin});
      shapes.back().is_barrier = is_barrier(*statement, parent);
      blocks.place(*statement, shapes.back());
    }
    if (shapes.empty()) {
      continue;
    }
    const Offset end = shapes.back().end;
    add_node(shapes.back(), *node, parent);
    if (holds_statements(node->kind)) {
      shapes.back().end = end;
    }
  }
  return shapes;
}

}  // namespace fastidious::project
