#include "rules/startup_work.h"

#include <algorithm>

#include "knowledge/log_calls.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::FileModel;

bool only_says(const FileModel& file, const Stmt& statement) {
  const auto* expr = statement.as<ExprStmt>();
  if (expr == nullptr) {
    return statement.is(Kind::Pass) || statement.is(Kind::Global) || statement.is(Kind::Import) ||
           statement.is(Kind::ImportFrom);
  }
  if (expr->value->is(Kind::Constant)) return true;
  const auto* call = expr->value->as<Call>();
  if (call == nullptr) return false;
  const std::string_view target = file.resolve(*call->func);
  return target == "builtins.print" || knowledge::log_call(target) != nullptr;
}

bool holds_yield(const FileModel& file, const Stmt& statement) {
  const auto nodes = file.tree().subtree(statement);
  return std::any_of(nodes.begin(), nodes.end(),
                     [](const Node* node) { return node->is(Kind::Yield); });
}

// `open_pool(…)`, `await open_pool(…)`, `pool = open_pool(…)` as a statement; null if it is none.
const Call* call_alone(const Stmt& statement) {
  const auto* expr = statement.as<ExprStmt>();
  const auto* assign = statement.as<Assign>();
  const bool is_kept =
      assign != nullptr && assign->targets.size() == 1 && assign->targets.front()->is(Kind::Name);
  const Expr* value = expr != nullptr ? expr->value : is_kept ? assign->value : nullptr;
  const auto* waits = as<Await>(value);
  return as<Call>(waits != nullptr ? waits->value : value);
}

bool calls_as_well(const FileModel* caller, const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  if (caller == nullptr || target.empty()) return false;
  const auto sites = caller->project().calls_of(target);
  return std::any_of(sites.begin(), sites.end(),
                     [caller](const semantic::CallSite& one) { return one.file == caller; });
}

}  // namespace

bool does_work_at_start(const app::Definition& handler) {
  const auto* function = handler ? handler.node->as<FunctionDef>() : nullptr;
  if (function == nullptr) return false;
  for (const Stmt* statement : function->body) {
    if (only_says(*handler.file, *statement)) continue;
    const auto* expr = statement->as<ExprStmt>();
    if (expr != nullptr && expr->value->is(Kind::Yield)) return false;
    if (!holds_yield(*handler.file, *statement)) return true;
    return statement->is(Kind::With) || statement->is(Kind::Try);
  }
  return false;
}

std::vector<std::string> called_at_start(const app::Definition& handler, const FileModel* caller) {
  const auto* function = handler ? handler.node->as<FunctionDef>() : nullptr;
  constexpr std::size_t kFewStatements = 30;
  if (function == nullptr || function->body.size() > kFewStatements) return {};
  std::vector<std::string> names;
  for (const Stmt* statement : function->body) {
    if (only_says(*handler.file, *statement)) continue;
    const Call* call = call_alone(*statement);
    if (call != nullptr && !holds_yield(*handler.file, *statement)) {
      if (!calls_as_well(caller, *handler.file, *call)) {
        names.emplace_back(handler.file->text(*call->func));
      }
      continue;
    }
    const auto* expr = statement->as<ExprStmt>();
    if (expr == nullptr || !expr->value->is(Kind::Yield)) return {};
    break;
  }
  return names;
}

}  // namespace fastidious::rules
