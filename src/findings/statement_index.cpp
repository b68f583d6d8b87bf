#include "findings/statement_index.h"

#include <algorithm>

#include "base/limits.h"

namespace fastidious::findings {

using syntax::ClassDef;
using syntax::ExprList;
using syntax::FunctionDef;
using syntax::Node;
using syntax::Stmt;

Offset start_with_decorators(const Stmt& statement) {
  const ExprList* decorators = nullptr;
  if (const auto* function = statement.as<FunctionDef>()) {
    decorators = &function->decorator_list;
  } else if (const auto* cls = statement.as<ClassDef>()) {
    decorators = &cls->decorator_list;
  }
  if (decorators == nullptr || decorators->empty()) {
    return statement.begin;
  }
  return std::min(statement.begin, decorators->front()->begin);
}

StatementIndex::StatementIndex(const syntax::Tree& tree) : tree_(tree) {
  const auto nodes = tree.nodes();
  for (std::size_t i = 0; i < nodes.size();) {
    const auto* statement = nodes[i]->as<Stmt>();
    if (statement != nullptr) {
      entries_.push_back({start_with_decorators(*statement), statement->id, statement});
    }
    // No statement stands inside an expression.
    i = nodes[i]->as<syntax::Expr>() != nullptr ? nodes[i]->last.value + 1 : i + 1;
  }
}

const Stmt* StatementIndex::innermost(Offset at) const {
  const auto past =
      std::upper_bound(entries_.begin(), entries_.end(), at,
                       [](Offset offset, const Entry& entry) { return offset < entry.start; });
  if (past == entries_.begin()) {
    return nullptr;
  }
  // The last one that starts at or before `at` may have ended: then a statement around it holds
  // `at`.
  for (const Node* node = (past - 1)->statement; node != nullptr; node = tree_.parent(*node)) {
    const auto* statement = node->as<Stmt>();
    if (statement != nullptr && at < std::max(statement->end, statement->begin + 1)) {
      return statement;
    }
  }
  return nullptr;
}

Offset StatementIndex::start_of_next(const Stmt& statement, Offset otherwise) const {
  const auto next =
      std::upper_bound(entries_.begin(), entries_.end(), statement.id,
                       [](syntax::NodeId id, const Entry& entry) { return id < entry.id; });
  return next == entries_.end() ? otherwise : next->start;
}

const Stmt* StatementIndex::definition_around(const Node* node) const {
  // Only a chain of `elif` is longer: then the definition around it does not count.
  for (int level = 0; node != nullptr && level < limits::kMaxNesting; ++level) {
    if (node->as<FunctionDef>() != nullptr || node->as<ClassDef>() != nullptr) {
      return static_cast<const Stmt*>(node);
    }
    node = tree_.parent(*node);
  }
  return nullptr;
}

}  // namespace fastidious::findings
