#include "syntax/cognitive_complexity.h"

#include <algorithm>
#include <array>

#include "syntax/blocks.h"

namespace fastidious::syntax {
namespace {

class Complexity {
 public:
  explicit Complexity(const Tree& tree) : tree_(tree) {}

  std::int64_t of(const FunctionDef& function) {
    visit_block(function.body, 0);
    return total_;
  }

 private:
  void visit_block(const StmtList& statements, std::int64_t nesting) {
    for (const Stmt* statement : statements) visit(*statement, nesting);
  }

  void visit(const Stmt& statement, std::int64_t nesting) {
    if (const auto* branch = statement.as<If>()) {
      visit_if(*branch, nesting);
    } else if (statement.as<For>() != nullptr || statement.as<While>() != nullptr) {
      visit_loop(statement, nesting);
    } else if (const auto* attempt = statement.as<Try>()) {
      visit_try(*attempt, nesting);
    } else if (const auto* match = statement.as<Match>()) {
      visit_match(*match, nesting);
    } else if (statement.as<FunctionDef>() != nullptr || statement.as<ClassDef>() != nullptr) {
      for_each_block(statement, [&](const StmtList& block) { visit_block(block, nesting + 1); });
    } else if (const auto* with = statement.as<With>()) {
      for (const WithItem* item : with->items) visit_expressions(*item, nesting);
      visit_block(with->body, nesting);
    } else {
      visit_expressions(statement, nesting);
    }
  }

  // `elif` and `else` cost one, without their nesting.
  void visit_if(const If& first, std::int64_t nesting) {
    total_ += 1 + nesting;
    for (const If* branch = &first;;) {
      visit_expressions(*branch->test, nesting);
      visit_block(branch->body, nesting + 1);
      if (branch->orelse.empty()) {
        return;
      }
      total_ += 1;
      const auto* next = branch->orelse.size() == 1 ? branch->orelse[0]->as<If>() : nullptr;
      if (next == nullptr || !next->is_elif) {
        visit_block(branch->orelse, nesting + 1);
        return;
      }
      branch = next;
    }
  }

  void visit_loop(const Stmt& loop, std::int64_t nesting) {
    total_ += 1 + nesting;
    const auto* repeat = loop.as<While>();
    visit_expressions(repeat != nullptr ? *repeat->test : *loop.as<For>()->iter, nesting);
    const StmtList& orelse = repeat != nullptr ? repeat->orelse : loop.as<For>()->orelse;
    total_ += orelse.empty() ? 0 : 1;
    for_each_block(loop, [&](const StmtList& block) { visit_block(block, nesting + 1); });
  }

  void visit_try(const Try& attempt, std::int64_t nesting) {
    visit_block(attempt.body, nesting);
    for (const ExceptHandler* handler : attempt.handlers) {
      total_ += 1 + nesting;
      visit_block(handler->body, nesting + 1);
    }
    visit_block(attempt.orelse, nesting);
    visit_block(attempt.finalbody, nesting);
  }

  // The whole match is one decision.
  void visit_match(const Match& match, std::int64_t nesting) {
    total_ += 1 + nesting;
    visit_expressions(*match.subject, nesting);
    for (const MatchCase* one : match.cases) {
      if (one->guard != nullptr) visit_expressions(*one->guard, nesting);
      visit_block(one->body, nesting + 1);
    }
  }

  // Conditional expressions and each run of one boolean operator.
  void visit_expressions(const Node& root, std::int64_t nesting) {
    const auto kinds = tree_.kinds();
    for (NodeId id = root.id; id <= root.last; ++id.value) {
      const Kind kind = kinds[id.value];
      if (kind == Kind::IfExp) {
        total_ += 1 + nesting + conditionals_around(tree_.node(id), root);
      } else if (kind == Kind::BoolOp) {
        total_ += begins_run(*tree_.node(id).as<BoolOp>()) ? 1 : 0;
      }
    }
  }

  bool begins_run(const BoolOp& bools) const {
    const auto* outer = as<BoolOp>(tree_.parent(bools));
    return outer == nullptr || outer->op != bools.op;
  }

  std::int64_t conditionals_around(const Node& node, const Node& root) const {
    std::int64_t count = 0;
    for (const Node* at = tree_.parent(node); at != nullptr && root.encloses(*at);
         at = tree_.parent(*at)) {
      count += at->is(Kind::IfExp) || at->is(Kind::Lambda) ? 1 : 0;
    }
    return count;
  }

  const Tree& tree_;
  std::int64_t total_ = 0;
};

// What adds to the complexity, or to how deep something is nested.
constexpr bool may_count(Kind kind) {
  switch (kind) {
    case Kind::If:
    case Kind::For:
    case Kind::AsyncFor:
    case Kind::While:
    case Kind::ExceptHandler:
    case Kind::Match:
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
    case Kind::ClassDef:
    case Kind::Lambda:
    case Kind::IfExp:
    case Kind::BoolOp: return true;
    default: return false;
  }
}
constexpr std::array<bool, 256> kMayCount = [] {
  std::array<bool, 256> may{};
  for (std::size_t i = 0; i < may.size(); ++i) may[i] = may_count(static_cast<Kind>(i));
  return may;
}();

}  // namespace

std::int64_t cognitive_complexity(const Tree& tree, const FunctionDef& function) {
  return Complexity(tree).of(function);
}

bool may_be_as_complex(const Tree& tree, const FunctionDef& function, std::int64_t least) {
  const std::size_t first = function.id.value + std::size_t{1};
  const auto kinds = tree.kinds().subspan(first, function.last.value + std::size_t{1} - first);
  // Each of so many costs one, one for its `else`, and one for each of the others around it.
  const std::int64_t count = std::count_if(kinds.begin(), kinds.end(), [](Kind kind) {
    return kMayCount[static_cast<std::size_t>(kind)];
  });
  return count * (count + 1) >= least;
}

}  // namespace fastidious::syntax
