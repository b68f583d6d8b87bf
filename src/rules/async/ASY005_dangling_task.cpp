#include "rules/rule.h"

namespace fastidious::rules {
namespace {

// Whether `name` is read again in its scope: stored somewhere, awaited, or given away.
bool is_used(const Expr& target, const semantic::FileModel& file) {
  const auto* name = target.as<Name>();
  if (name == nullptr) {
    return true;  // an attribute, an item: it is kept
  }
  const semantic::SymbolId symbol = file.scopes().symbol_of(*name);
  return !symbol.valid() || file.scopes().symbol(symbol).reference_count > 0;
}

// A TaskGroup keeps its own tasks.
void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const Node* parent = file.parent(call);
  const auto* assignment = as<Assign>(parent);
  const bool discarded = parent->is(Kind::ExprStmt);
  const bool forgotten = assignment != nullptr && assignment->targets.size() == 1 &&
                         !is_used(*assignment->targets[0], file);
  if (discarded) {
    check.report(call, "The task that `{}` starts is not kept", {check.target()});
  } else if (forgotten) {
    check.report(call, "The task is assigned to `{}`, which nothing reads",
                 {file.text(*assignment->targets[0])});
  }
}

}  // namespace

extern constinit const Rule ASY005 = {
    .code = "ASY005",
    .name = "dangling-task",
    .family = Family::Async,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-772",
                   "https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task"},
    .risk =
        "The event loop holds tasks by weak references only: the garbage collector may take the "
        "task in the middle of its work, and its exception is never seen.",
    .advice =
        "Await what it does; or keep the task until it is done, in a set of the module: "
        "`tasks.add(task)` and `task.add_done_callback(tasks.discard)`; or start it in an "
        "`asyncio.TaskGroup`.",
    .docs = R"md(
`asyncio.create_task()` and `asyncio.ensure_future()` give the only strong reference to the new task. If it is
thrown away, the task can vanish before it has finished, and nobody learns of its exceptions.

```python bad
import asyncio


async def publish(event: dict) -> None:
    asyncio.create_task(send(event))
```

```python good
import asyncio

background: set[asyncio.Task] = set()


async def publish(event: dict) -> None:
    task = asyncio.create_task(send(event))
    background.add(task)
    task.add_done_callback(background.discard)
```

Tasks of an `asyncio.TaskGroup` are kept by the group and are not reported.
)md",
    .calls = {"asyncio.create_task", "asyncio.ensure_future",
              "asyncio.AbstractEventLoop.create_task", "asyncio.BaseEventLoop.create_task"},
    .on_call = check,
};

}  // namespace fastidious::rules
