#include "rules/answered_error.h"

#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::rules {

using namespace syntax;

namespace {

AnsweredError raised_by(const app::Application& application, const semantic::FileModel& file,
                        const Call& call) {
  const app::Definition callee = app::function_called(file, call);
  if (!callee) return {};
  for (const app::RaisedError& error : application.errors().of(callee).raised) {
    const app::ExceptionMapping* by =
        app::mapping_for(application.exception_mappings(), application.code(),
                         application.apps().front().app, error.type);
    const bool is_own = by != nullptr && as<FunctionDef>(by->handler.node) != nullptr;
    if (is_own && !error.is_http) return {error.type, by};
  }
  return {};
}

}  // namespace

AnsweredError answered_error(const app::Application& application, const semantic::FileModel& file,
                             const ExceptHandler& clause) {
  const auto* attempt = as<Try>(file.parent(clause));
  const bool is_all = attempt != nullptr && attempt->handlers.size() == 1 &&
                      attempt->orelse.empty() && attempt->finalbody.empty() &&
                      clause.body.size() == 1 && semantic::catches_everything(file, clause);
  if (!is_all || application.apps().size() != 1) return {};
  AnsweredError found;
  for (const Stmt* statement : attempt->body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      if (const auto* call = node.as<Call>()) found = raised_by(application, file, *call);
      return found.by != nullptr;
    });
    if (found.by != nullptr) break;
  }
  return found;
}

bool is_answer_to_whatever(const app::Application& application, const app::RouteError& error) {
  return !error.trace.empty() &&
         is_answer_to_whatever(application, error.status, error.trace.back());
}

bool is_answer_to_whatever(const app::Application& application, int status,
                           const app::ErrorStep& raised) {
  constexpr int kServerError = 500;
  if (status != kServerError) return false;
  const ExceptHandler* handler = semantic::enclosing_handler(*raised.file, *raised.node);
  return handler != nullptr && answered_error(application, *raised.file, *handler).by != nullptr;
}

}  // namespace fastidious::rules
