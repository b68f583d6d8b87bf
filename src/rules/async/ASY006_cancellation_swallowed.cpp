#include <algorithm>
#include <array>
#include <string>

#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Functions that end what they have cancelled themselves.
constexpr std::array<std::string_view, 9> kEndings = {"stop",    "shutdown",  "close",
                                                      "cleanup", "cancel",    "lifespan",
                                                      "aexit",   "terminate", "disconnect"};

bool is_ending(std::string_view name) {
  const std::string low = lower_case(name);
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view word) { return low.find(word) != low.npos; });
}

bool ends_tasks(const FileModel& file, const FunctionDef& function) {
  if (is_ending(file.text(function.name))) return true;
  // task.cancel(), then `await task` with what that raises.
  for (const Node* node : file.tree().subtree(function)) {
    const auto* call = node->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method != nullptr && file.text(method->attr) == "cancel") return true;
  }
  return false;
}

// What it catches of cancellation: "asyncio.CancelledError", "BaseException", "everything".
std::string_view caught_cancellation(const FileModel& file, const ExceptHandler& handler) {
  if (handler.type == nullptr) return "everything";
  std::string_view found;
  semantic::any_caught(file, handler, [&](std::string_view name) {
    if (name == "asyncio.CancelledError" || name == "asyncio.exceptions.CancelledError" ||
        name == "builtins.BaseException") {
      found = name.substr(name.rfind('.') + 1);
    }
    return !found.empty();
  });
  return found;
}

// `future.set_exception(error)`: whoever waits for that is told.
bool hands_on(const FileModel& file, const Node& node) {
  const auto* call = node.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  return method != nullptr && file.text(method->attr) == "set_exception";
}

// Whether the clause decides what to do: it ends the coroutine in one case at least, which is an
// orderly end, or remembers for later that it was cancelled.
bool decides(const FileModel& file, const ExceptHandler& handler) {
  return std::any_of(handler.body.begin(), handler.body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, [&](const Node& node) {
      if (node.is(Kind::Return) || node.is(Kind::Break)) return true;
      if (hands_on(file, node)) return true;
      const auto* assign = node.as<Assign>();
      const auto* flag = assign != nullptr ? as<Constant>(assign->value) : nullptr;
      if (flag != nullptr && flag->type == ConstantKind::True) return true;
      if (assign == nullptr || !handler.name) return false;
      const auto nodes = file.tree().subtree(*assign->value);
      return std::any_of(nodes.begin(), nodes.end(), [&](const Node* one) {
        const auto* name = one->as<Name>();
        return name != nullptr && name->name == handler.name;
      });
    });
  });
}

// Whether another clause of the same `try` lets cancellation pass.
bool passes_before(const FileModel& file, const ExceptHandler& handler) {
  const auto* attempt = as<Try>(file.parent(handler));
  if (attempt == nullptr) return false;
  for (const ExceptHandler* other : attempt->handlers) {
    if (other == &handler) return false;
    if (!caught_cancellation(file, *other).empty()) return true;
  }
  return false;
}

// Whether the awaited expression is work of its own: not a task that somebody else may have
// cancelled, no clean-up, nothing that is shielded on purpose.
bool is_work(const FileModel& file, const Await& await) {
  const auto* call = as<Call>(await.value);
  if (call == nullptr) return false;
  const std::string_view target = file.resolve(*call->func);
  if (target == "asyncio.shield" || target == "asyncio.wait_for" || target == "asyncio.gather") {
    return false;
  }
  const std::string_view text = file.text(*call->func);
  return !is_ending(text.substr(text.rfind('.') + 1));
}

// The body has something to be cancelled at.
bool awaits_work(const FileModel& file, const ExceptHandler& handler) {
  bool works = false;
  for (const Stmt* statement : as<Try>(file.parent(handler))->body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      if (const auto* await = node.as<Await>()) works = works || is_work(file, *await);
      return false;
    });
  }
  return works;
}

bool is_last_of(const StmtList& body, const Node& statement) {
  return body.empty() || body.back() == &statement ||
         std::find(body.begin(), body.end(), &statement) == body.end();
}

// Whether the function goes on after the clause: in a loop, or with what follows.
bool goes_on(const FileModel& file, const ExceptHandler& handler) {
  const Node* node = file.parent(handler);
  for (const Node* up = file.parent(*node); up != nullptr; node = up, up = file.parent(*up)) {
    if (up->is(Kind::ExceptHandler)) return false;  // clean-up after a failure
    if (up->as<For>() != nullptr || up->is(Kind::While)) return true;
    if (const auto* function = up->as<FunctionDef>()) return !is_last_of(function->body, *node);
    if (const auto* with = up->as<With>(); with != nullptr && !is_last_of(with->body, *node)) {
      return true;
    }
    if (const auto* choice = up->as<If>()) {
      if (!is_last_of(choice->body, *node) || !is_last_of(choice->orelse, *node)) return true;
    }
    if (const auto* attempt = up->as<Try>(); attempt != nullptr) {
      if (!is_last_of(attempt->body, *node)) return true;
      if (!is_last_of(attempt->finalbody, *node)) return true;
    }
  }
  return false;
}

void check(const Node& node, Check& check) {
  const auto& handler = *node.as<ExceptHandler>();
  const FileModel& file = check.file();
  if (!file.in_async_function(node)) return;
  const std::string_view caught = caught_cancellation(file, handler);
  if (caught.empty() || semantic::raises(file, handler) || decides(file, handler)) return;
  if (as<Try>(file.parent(handler)) == nullptr || passes_before(file, handler)) return;
  if (!awaits_work(file, handler) || !goes_on(file, handler)) return;
  const FunctionDef& function = *file.enclosing_function(node);
  if (ends_tasks(file, function)) return;
  const Offset begin = handler.begin;
  const Offset end = handler.type != nullptr ? handler.type->end : handler.begin + 6;
  Draft draft = check.report(Span{begin, end},
                             "`{}` catches {} and does not raise it again: it cannot be cancelled",
                             {file.text(function.name), caught});
  const Stmt& last = *handler.body.back();
  const project::SourceFile& source = file.file();
  const Offset column = last.begin - source.lines.start_of(source.lines.line_of(last.begin));
  draft.edit({last.end, last.end}, "\n" + std::string(column, ' ') + "raise");
}

}  // namespace

extern constinit const Rule ASY006 = {
    .code = "ASY006",
    .name = "cancellation-swallowed",
    .family = Family::Async,
    .tier = Tier::P2,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::AllCode,
    .references = {"https://docs.python.org/3/library/asyncio-task.html#task-cancellation",
                   "CWE-705"},
    .risk =
        "Time-outs, task groups and shut-down cancel by this exception; the coroutine goes on as "
        "if "
        "nothing had happened.",
    .advice = "Clean up and `raise`, or catch `Exception`, which cancellation is not.",
    .docs = R"md(
A task is cancelled by an `asyncio.CancelledError` at one of its awaits. A coroutine that catches it and goes on cannot
be stopped.

```python bad
import asyncio


async def poll() -> None:
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("cancelled")
```

```python good
import asyncio


async def poll() -> None:
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("cancelled")
            raise
```

Looked at are clauses for `CancelledError` or `BaseException`, and bare ones, around an `await`. Not reported: clauses
that raise, or after which the coroutine ends; functions that cancel tasks themselves and wait for their end; clean-up,
and what is shielded on purpose.
)md",
    .kinds = {Kind::ExceptHandler},
    .on_node = check,
};

}  // namespace fastidious::rules
