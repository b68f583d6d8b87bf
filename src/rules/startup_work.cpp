#include "rules/startup_work.h"

#include <algorithm>

#include "knowledge/log_calls.h"
#include "semantic/file_model.h"

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

// `open_pool(…)` or `await open_pool(…)` as a statement; null if it is another one.
const Call* call_alone(const Stmt& statement) {
  const auto* expr = statement.as<ExprStmt>();
  if (expr == nullptr) return nullptr;
  const auto* waits = expr->value->as<Await>();
  return (waits != nullptr ? *waits->value : *expr->value).as<Call>();
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

std::vector<std::string> called_at_start(const app::Definition& handler) {
  const auto* function = handler ? handler.node->as<FunctionDef>() : nullptr;
  if (function == nullptr) return {};
  std::vector<std::string> names;
  for (const Stmt* statement : function->body) {
    if (only_says(*handler.file, *statement)) continue;
    const Call* call = call_alone(*statement);
    if (call != nullptr && !holds_yield(*handler.file, *statement)) {
      names.emplace_back(handler.file->text(*call->func));
      continue;
    }
    const auto* expr = statement->as<ExprStmt>();
    if (expr == nullptr || !expr->value->is(Kind::Yield)) return {};
    break;
  }
  return names;
}

std::string names_in_code(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "`" : i + 1 == names.size() ? " and `" : ", `";
    text += names[i] + "`";
  }
  return text;
}

}  // namespace fastidious::rules
