#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/file_model.h"

namespace fastidious::rules {
namespace {

bool is_lock(std::string_view type) {
  return type == "threading.Lock" || type == "threading.RLock" || type == "threading.Condition" ||
         type == "threading.Semaphore" || type == "threading.BoundedSemaphore" ||
         type == "multiprocessing.Lock" || type == "multiprocessing.RLock";
}

// The one of asyncio's that serves coroutines; it has no lock that its holder may take again.
std::string_view twin_of(std::string_view lock) {
  const std::string_view name = lock.substr(lock.rfind('.') + 1);
  return name == "RLock" ? "Lock" : name;
}

// Whether something is awaited while the lock is held: then other coroutines of this thread can
// run, ask for the lock, and stop the thread that would have released it.
bool awaits_inside(const With& with, const semantic::FileModel& file) {
  for (const Node* node : file.tree().subtree(with)) {
    const bool waits =
        node->is(Kind::Await) || node->is(Kind::AsyncFor) || node->is(Kind::AsyncWith);
    if (waits && file.enclosing_function(*node) == file.enclosing_function(with)) {
      return true;
    }
  }
  return false;
}

void check_with(const Node& node, Check& check) {
  const auto& with = *node.as<With>();
  const semantic::FileModel& file = check.file();
  if (with.is_async() || !file.in_async_function(with)) {
    return;
  }
  for (const WithItem* item : with.items) {
    const std::string_view type = file.type_of(*item->context_expr);
    if (!is_lock(type)) {
      continue;
    }
    const bool deadlock = awaits_inside(with, file);
    Draft draft = check.report(*item->context_expr, "`{}` is held {}`async def {}`",
                               {type, deadlock ? "across an `await` in " : "inside ",
                                file.text(file.enclosing_function(with)->name)});
    draft.severity(deadlock ? Severity::Warning : Severity::Suggestion);
    // Other processes know nothing of asyncio's.
    if (type.starts_with("threading.")) {
      draft.fix(
          deadlock
              ? "Release it before the `await`; or use `asyncio.{}`{} with `async with`, if all "
                "that take it run in one event loop."
              : "Use `asyncio.{}`{} with `async with`, if all that take it run in one event loop.",
          {twin_of(type), with_import(file, "asyncio").empty() ? "" : " (`import asyncio`)"});
    }
  }
}

// Whether `test` asks whether the future is done: `load.done()`, also beside other conditions.
bool asks_whether_done(const semantic::FileModel& file, const Expr& test, std::string_view future) {
  for (const auto* call : file.tree().nodes_of<Call>(test)) {
    const auto* method = call->func->as<Attribute>();
    if (method != nullptr && file.text(method->attr) == "done" &&
        file.text(*method->value) == future) {
      return true;
    }
  }
  return false;
}

// `future.result()` where it has been asked whether there is one: it waits for nothing.
bool is_done(const semantic::FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || file.text(method->attr) != "result") return false;
  const std::string_view future = file.text(*method->value);
  for (const Node* up = file.parent(call); up != nullptr; up = file.parent(*up)) {
    const auto* choice = up->as<If>();
    const auto* expression = up->as<IfExp>();
    const Expr* test = choice != nullptr       ? choice->test
                       : expression != nullptr ? expression->test
                                               : nullptr;
    if (test != nullptr && asks_whether_done(file, *test, future)) return true;
    if (up->as<FunctionDef>() != nullptr) return false;
  }
  return false;
}

void check_call(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const Node* parent = file.parent(call);
  if (!file.in_async_function(call) || (parent != nullptr && parent->is(Kind::Await))) {
    return;
  }
  if (is_done(file, call)) return;
  if (const Expr* blocking = semantic::argument(file, call, 0, "block")) {
    const auto value = file.constant(*blocking);
    if (value && value->type == semantic::ConstantValue::Type::Bool && value->integer == 0) {
      return;  // answers at once
    }
  }
  check.report(call, "`{}` stops the event loop inside `async def {}`",
               {check.target(), file.text(file.enclosing_function(call)->name)});
}

}  // namespace

extern constinit const Rule ASY008 = {
    .code = "ASY008",
    .name = "sync-primitive-in-async",
    .family = Family::Async,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"CWE-833", "CWE-667", "https://docs.python.org/3/library/asyncio-sync.html"},
    .risk =
        "Waiting for a lock or queue of threads stops the event loop; if the holder is another "
        "coroutine of the same loop, it can never release it and the worker hangs for good.",
    .advice =
        "Use what asyncio has for it, such as `asyncio.Queue` with `await queue.get()`, or wait in "
        "a thread: `await asyncio.to_thread(queue.get)`.",
    .docs = R"md(
`threading.Lock`, `queue.Queue` and their kind make a thread wait. On the event loop that thread runs all
requests. A lock that is held across an `await` is a deadlock as soon as a second coroutine asks for it.

```python bad
import threading

lock = threading.Lock()


async def add(cache, key, value) -> None:
    with lock:
        await cache.set(key, value)
```

```python good
import asyncio

lock = asyncio.Lock()


async def add(cache, key, value) -> None:
    async with lock:
        await cache.set(key, value)
```

A lock that is held only for a moment, without `await`, is a suggestion: it protects data that threads share.
`queue.get(block=False)` and `get_nowait()` do not wait and are not reported.
)md",
    .calls = {"queue.Queue.get", "queue.Queue.put", "queue.Queue.join", "queue.SimpleQueue.get",
              "queue.LifoQueue.get", "queue.PriorityQueue.get", "multiprocessing.Queue.get",
              "threading.Lock.acquire", "threading.RLock.acquire", "threading.Semaphore.acquire",
              "threading.Event.wait", "threading.Condition.wait", "threading.Thread.join",
              "threading.Barrier.wait", "concurrent.futures.Future.result",
              "concurrent.futures.wait"},
    .on_call = check_call,
    .kinds = {Kind::With},
    .on_node = check_with,
};

}  // namespace fastidious::rules
