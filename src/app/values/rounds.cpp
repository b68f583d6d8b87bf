#include "app/values/rounds.h"

#include "app/values/evaluator.h"

namespace fastidious::app {

using namespace syntax;

namespace {

std::optional<bool> truth(const FileModel& file, const Expr& test, const Bindings& round) {
  return truth_of(evaluate(Placed{&file, &test}, round));
}

// if prefix in SKIPPED: continue
bool continues(const FileModel& file, const Stmt& statement, const Bindings& round) {
  const auto* choice = statement.as<If>();
  if (choice == nullptr || choice->body.size() != 1) return false;
  return choice->body[0]->is(Kind::Continue) && truth(file, *choice->test, round) == true;
}

const Stmt* statement_around(const StmtList& body, const Node& node) {
  for (const Stmt* statement : body) {
    if (statement == &node || statement->encloses(node)) return statement;
  }
  return nullptr;
}

bool reaches(const FileModel& file, const StmtList& body, const Node& node, const Bindings& round) {
  const Stmt* around = statement_around(body, node);
  for (const Stmt* statement : body) {
    if (statement == around) break;
    if (continues(file, *statement, round)) return false;
  }
  const auto* choice = as<If>(around);
  if (choice == nullptr || choice->test->encloses(node)) return true;
  const bool is_else = statement_around(choice->orelse, node) != nullptr;
  if (truth(file, *choice->test, round) == is_else) return false;
  return reaches(file, is_else ? choice->orelse : choice->body, node, round);
}

}  // namespace

bool runs_in_round(const FileModel& file, const For& loop, const Node& node,
                   const Bindings& round) {
  return reaches(file, loop.body, node, round);
}

}  // namespace fastidious::app
