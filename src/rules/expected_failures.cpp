#include "rules/expected_failures.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "knowledge/log_calls.h"
#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

namespace {

// Calls of a `try` that only tidies up: that it may fail is why it is tried.
constexpr std::array<std::string_view, 26> kTidyingUp = {
    "logout",       "signout", "close",       "aclose", "disconnect",  "shutdown", "terminate",
    "kill",         "cancel",  "unlink",      "stop",   "unsubscribe", "release",  "rollback",
    "cleanup",      "rmtree",  "remove",      "join",   "invalidate",  "quit",     "dispose",
    "punsubscribe", "rmdir",   "send_signal", "wait",   "result"};

// `ALTER TABLE accounts ADD COLUMN …`: that it is there already is why it is tried.
bool changes_tables(const Call& call, const FileModel& file) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || file.text(method->attr) != "execute" || call.args.empty()) return false;
  constexpr std::array<std::string_view, 3> kChanges = {"alter ", "create ", "drop "};
  const std::string text = lower_case(file.text(*call.args[0]));
  return contains_any(text, kChanges);
}

// `task.cancel()`, `await task`
bool awaits_cancelled(const Try& attempt, const FileModel& file) {
  const auto* only = attempt.body.size() == 1 ? attempt.body.front()->as<ExprStmt>() : nullptr;
  const auto* awaited = only == nullptr ? nullptr : as<Await>(only->value);
  const FunctionDef* function = file.enclosing_function(attempt);
  if (awaited == nullptr || function == nullptr) return false;
  const auto calls = file.tree().nodes_of<Call>(*function);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
    const auto* method = call->func->as<Attribute>();
    return method != nullptr && call->end <= attempt.begin && file.text(method->attr) == "cancel" &&
           file.text(*method->value) == file.text(*awaited->value);
  });
}

// `pool.close()`, `shutdown_tracing()`
bool tidies_up(std::string_view name) {
  constexpr std::array<std::string_view, 10> kVerbs = {
      "close",      "aclose",  "shutdown",  "stop",     "cleanup",
      "disconnect", "dispose", "terminate", "teardown", "kill"};
  const std::vector<std::string> words = name_words(name);
  return is_one_of(name, kTidyingUp) || (!words.empty() && is_one_of(words.front(), kVerbs));
}

// `client.close()` of `asyncio.wait_for(client.close(), timeout=1)`
const Call& waited_for(const Call& call, const FileModel& file) {
  constexpr std::array<std::string_view, 3> kWaiting = {"asyncio.wait_for", "asyncio.shield",
                                                        "asyncio.run"};
  const auto* inner = call.args.empty() ? nullptr : call.args[0]->as<Call>();
  return inner != nullptr && is_one_of(file.resolve(*call.func), kWaiting) ? *inner : call;
}

// Imports, releases something, changes tables, or logs: a record of a record that failed fails too.
bool may_fail(const Stmt& statement, const FileModel& file) {
  const auto each_may = [&](const StmtList& body) {
    return std::all_of(body.begin(), body.end(),
                       [&](const Stmt* one) { return may_fail(*one, file); });
  };
  if (const auto* branch = statement.as<If>()) {
    return each_may(branch->body) && each_may(branch->orelse);
  }
  if (const auto* attempt = statement.as<Try>()) return each_may(attempt->body);
  if (statement.is(Kind::Import) || statement.is(Kind::ImportFrom)) return true;
  const auto* result = statement.as<Return>();
  if (result != nullptr && semantic::is_nothing(result->value)) return true;
  const Call* call = call_of(statement);
  if (call == nullptr) return false;
  call = &waited_for(*call, file);
  const auto* method = call->func->as<Attribute>();
  const auto* function = call->func->as<Name>();
  const std::string_view name = method != nullptr     ? file.text(method->attr)
                                : function != nullptr ? file.text(function->name)
                                                      : "";
  return tidies_up(name) || changes_tables(*call, file) ||
         knowledge::apparent_level(file, *call) != knowledge::LogLevel::Given;
}

bool holds(const Try& attempt, const Node& node) {
  return node.begin >= attempt.body.front()->begin && node.end <= attempt.body.back()->end;
}

// Whether something is released in the body: `if closed: return` alone does nothing.
bool releases(const Try& attempt, const FileModel& file) {
  return semantic::any_own_node(file, attempt, [&](const Node& node) {
    const auto* call = node.as<Call>();
    return call != nullptr && holds(attempt, node) &&
           tidies_up(semantic::last_name(file, *call->func));
  });
}

// Whether the last part of a comment is words, not another tool's suppression.
bool is_words(std::string_view comment) {
  const std::string_view last = comment.substr(comment.rfind('#') + 1);
  constexpr std::array<std::string_view, 4> kTools = {"noqa", "nosec", "pylint", "pragma"};
  const bool is_tools = contains_any(last, kTools);
  if (!is_tools) return last.size() > 3;
  // "nosec B110 - best-effort": codes have digits, words have none.
  const std::vector<std::string> words = name_words(last);
  constexpr std::size_t kTool = 1, kFew = 2;
  const auto said = std::count_if(words.begin(), words.end(), [](const std::string& word) {
    return word.size() > 2 && word.find_first_of("0123456789") == word.npos;
  });
  return static_cast<std::size_t>(said) >= kTool + kFew && last.find("disable") == last.npos;
}

// "# Fall back to the file if the cache is unavailable": the comment of what follows the `try`.
bool is_explained_behind(const ExceptHandler& handler, const FileModel& file) {
  const auto comments = file.tree().comments();
  const auto next = std::lower_bound(comments.begin(), comments.end(), handler.end,
                                     [](Span one, Offset at) { return one.begin < at; });
  if (next == comments.end()) return false;
  const std::string_view between = file.file().slice({handler.end, next->begin});
  const bool follows = between.find_first_not_of(" \t\r\n") == between.npos;
  const std::string text = lower_case(file.file().slice(*next));
  return follows && contains_any(text, {"fallback", "fall back", "falling back"}) &&
         contains_any(text, {" if ", "unavailable", "not available", "without"});
}

}  // namespace

const Call* call_of(const Stmt& statement) {
  const auto* expression = statement.as<ExprStmt>();
  const Expr* value = expression == nullptr ? nullptr : expression->value;
  if (const auto* awaited = as<Await>(value)) value = awaited->value;
  return as<Call>(value);
}

bool only_tidies_up(const Try& attempt, const FileModel& file) {
  if (awaits_cancelled(attempt, file)) return true;
  const bool leaves = semantic::any_own_node(file, attempt, [&](const Node& node) {
    return node.is(Kind::Return) && holds(attempt, node);
  });
  return (!leaves || releases(attempt, file)) &&
         std::all_of(attempt.body.begin(), attempt.body.end(),
                     [&](const Stmt* statement) { return may_fail(*statement, file); });
}

bool is_part_of_tidying_up(const ExceptHandler& handler, const FileModel& file) {
  const FunctionDef* function = file.enclosing_function(handler);
  constexpr std::array<std::string_view, 8> kWords = {
      "close", "aclose", "shutdown", "cleanup", "disconnect", "dispose", "terminate", "teardown"};
  return function != nullptr && names_any_of(file.text(function->name), kWords);
}

bool is_told_by_docstring(const ExceptHandler& handler, const FileModel& file) {
  constexpr std::array<std::string_view, 8> kWords = {
      "best effort", "best-effort", "never raise",    "never fail",
      "fail open",   "fail-open",   "must not raise", "swallow"};
  const FunctionDef* function = file.enclosing_function(handler);
  const Constant* docstring = function == nullptr ? nullptr : file.docstring(*function);
  return docstring != nullptr && contains_any(lower_case(docstring->value), kWords);
}

bool is_explained(const ExceptHandler& handler, const FileModel& file) {
  const LineIndex& lines = file.file().lines;
  const Offset line_end = lines.line_span(lines.line_of(handler.end)).end;
  const auto comments = file.tree().comments();
  if (is_explained_behind(handler, file)) return true;
  return std::any_of(comments.begin(), comments.end(), [&](Span comment) {
    return comment.begin >= handler.begin && comment.begin < line_end &&
           is_words(file.file().slice(comment));
  });
}

}  // namespace fastidious::rules
