#pragma once
// The blocks of a compound statement.

#include "syntax/ast.h"

namespace fastidious::syntax {

// Calls visit(const StmtList&) for each block of `statement` that is there, in the order of the
// text: bodies, handlers and cases, else and finally. Statements without blocks have none.
template <class Visit>
void for_each_block(const Stmt& statement, Visit&& visit) {
  const auto block = [&](const StmtList& statements) {
    if (!statements.empty()) {
      visit(statements);
    }
  };
  if (const auto* function = statement.as<FunctionDef>()) {
    block(function->body);
  } else if (const auto* cls = statement.as<ClassDef>()) {
    block(cls->body);
  } else if (const auto* branch = statement.as<If>()) {
    block(branch->body);
    block(branch->orelse);
  } else if (const auto* loop = statement.as<For>()) {
    block(loop->body);
    block(loop->orelse);
  } else if (const auto* repeat = statement.as<While>()) {
    block(repeat->body);
    block(repeat->orelse);
  } else if (const auto* with = statement.as<With>()) {
    block(with->body);
  } else if (const auto* attempt = statement.as<Try>()) {
    block(attempt->body);
    for (const ExceptHandler* handler : attempt->handlers) block(handler->body);
    block(attempt->orelse);
    block(attempt->finalbody);
  } else if (const auto* match = statement.as<Match>()) {
    for (const MatchCase* each : match->cases) block(each->body);
  }
}

}  // namespace fastidious::syntax
