#include "semantic/completion.h"

#include <algorithm>
#include <array>

#include "semantic/constant_test.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 60;  // of nested blocks; deeper ones are taken to complete
constexpr std::array<std::string_view, 7> kNeverReturn = {
    "sys.exit", "os._exit",    "builtins.exit",      "builtins.quit",
    "os.abort", "pytest.fail", "typing.assert_never"};

class Completion {
 public:
  explicit Completion(const FileModel& file) : file_(file) {}

  bool of_block(const StmtList& statements) {
    if (++depth_ > kMaxDepth) {
      --depth_;
      return true;
    }
    const bool completes = std::all_of(statements.begin(), statements.end(),
                                       [this](const Stmt* one) { return of_statement(*one); });
    --depth_;
    return completes;
  }

 private:
  bool of_statement(const Stmt& statement) {
    switch (statement.kind) {
      case Kind::Return:
      case Kind::Raise:
      case Kind::Break:
      case Kind::Continue: return false;
      case Kind::If: return of_if(*statement.as<If>());
      case Kind::While: return of_while(*statement.as<While>());
      case Kind::Try:
      case Kind::TryStar: return of_try(*statement.as<Try>());
      case Kind::With:
      case Kind::AsyncWith: return of_with(*statement.as<With>());
      case Kind::Match: return of_match(*statement.as<Match>());
      case Kind::Assert: return truth_of_text(*statement.as<Assert>()->test) != false;
      case Kind::ExprStmt: return !never_returns(*statement.as<ExprStmt>()->value);
      default: return true;
    }
  }

  bool of_if(const If& branch) {
    const std::optional<bool> truth = truth_of_text(*branch.test);
    if (truth) return of_block(*truth ? branch.body : branch.orelse);
    return of_block(branch.body) || of_block(branch.orelse);
  }

  bool of_while(const While& loop) { return truth_of_text(*loop.test) != true || breaks(loop); }

  bool of_try(const Try& attempt) {
    if (!attempt.finalbody.empty() && !of_block(attempt.finalbody)) return false;
    const bool handled =
        std::any_of(attempt.handlers.begin(), attempt.handlers.end(),
                    [this](const ExceptHandler* handler) { return of_block(handler->body); });
    return handled || (of_block(attempt.body) && of_block(attempt.orelse));
  }

  // contextlib.suppress goes on behind the block when it caught something.
  bool of_with(const With& with) {
    const bool suppresses = std::any_of(with.items.begin(), with.items.end(), [&](WithItem* item) {
      const auto* call = as<Call>(item->context_expr);
      return call != nullptr && file_.resolve(*call->func) == "contextlib.suppress";
    });
    return suppresses || of_block(with.body);
  }

  bool of_match(const Match& match) {
    return match.cases.size() < 2 ||
           std::any_of(
               match.cases.begin(), match.cases.end(),
               [this](const MatchCase* one) { return of_block(one->body); });
  }

  // A break that leaves this loop, and not one inside it.
  bool breaks(const While& loop) const {
    for (const Node* node : file_.tree().subtree(loop)) {
      if (!node->is(Kind::Break)) continue;
      const Node* at = file_.parent(*node);
      while (!at->is(Kind::While) && !at->is(Kind::For) && !at->is(Kind::AsyncFor)) {
        at = file_.parent(*at);
      }
      if (at == &loop) return true;
    }
    return false;
  }

  bool never_returns(const Expr& expr) const {
    const auto* awaited = expr.as<Await>();
    const auto* call = as<Call>(awaited != nullptr ? awaited->value : &expr);
    if (call == nullptr) return false;
    const std::string_view target = file_.resolve(*call->func);
    if (std::find(kNeverReturn.begin(), kNeverReturn.end(), target) != kNeverReturn.end()) {
      return true;
    }
    const Definition found = file_.definition_of(*call->func);
    const auto* function = as<FunctionDef>(found.node);
    if (function == nullptr || function->returns == nullptr) return false;
    const std::string_view returns = found.file->resolve(*function->returns);
    return returns == "typing.NoReturn" || returns == "typing.Never";
  }

  const FileModel& file_;
  int depth_ = 0;
};

}  // namespace

bool may_complete(const FileModel& file, const StmtList& statements) {
  return Completion(file).of_block(statements);
}

}  // namespace fastidious::semantic
