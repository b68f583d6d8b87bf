#include "rules/rule.h"

namespace fastidious::rules {
namespace {

// nest_asyncio patches the loop so that it can be entered again.
bool allows_nested_loops(const semantic::FileModel& file) {
  for (const semantic::Binding& binding : file.scopes().bindings()) {
    const auto* alias = as<Alias>(binding.node);
    if (alias != nullptr && file.text(alias->first_part) == "nest_asyncio") {
      return true;
    }
  }
  return false;
}

// Whether `await x` may stand where the call stands without parentheses around it.
bool stands_alone(const Node* parent) {
  return parent != nullptr && (parent->is(Kind::ExprStmt) || parent->is(Kind::Assign) ||
                               parent->is(Kind::AnnAssign) || parent->is(Kind::Return));
}

// asyncio.run(main()) becomes await main().
void offer_await(const Call& call, const semantic::FileModel& file, Draft draft) {
  if (call.args.size() != 1 || !call.keywords.empty() || call.args.front()->is(Kind::Starred)) {
    return;
  }
  const Expr& coroutine = *call.args.front();
  if (!coroutine.is(Kind::Call) || coroutine.parenthesized) {
    return;  // anyio.run(main): what is passed is no coroutine yet
  }
  const bool alone = stands_alone(file.parent(call));
  draft.edit({call.begin, coroutine.begin}, alone ? "await " : "(await ");
  draft.edit({coroutine.end, call.end}, alone ? "" : ")");
}

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  if (!file.in_async_function(call) || allows_nested_loops(file)) {
    return;
  }
  const FunctionDef* function = file.enclosing_function(call);
  const std::string_view name = function != nullptr ? file.text(function->name) : "";
  Draft draft =
      check.report(call, "`{}` is called inside `async def {}`, where a loop already runs",
                   {check.target(), name});
  offer_await(call, file, draft);
}

}  // namespace

extern constinit const Rule ASY004 = {
    .code = "ASY004",
    .name = "nested-event-loop",
    .family = Family::Async,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .references = {"https://docs.python.org/3/library/asyncio-runner.html#asyncio.run", "CWE-662"},
    .risk =
        "The call raises RuntimeError as soon as the coroutine runs: one thread has one running "
        "event loop.",
    .advice =
        "Await the coroutine: `await main()`. To start it without waiting, keep the task: "
        "`task = asyncio.create_task(main())`.",
    .docs = R"md(
`asyncio.run()` and `loop.run_until_complete()` start an event loop and block until it is done. Inside a
coroutine a loop is running already, and asyncio refuses to start a second one in the same thread:
`RuntimeError: asyncio.run() cannot be called from a running event loop`.

```python bad
import asyncio


async def refresh(cache):
    asyncio.run(cache.load())
```

```python good
import asyncio


async def refresh(cache):
    await cache.load()


def main(cache):
    asyncio.run(refresh(cache))
```

Not reported: code in a `def` or `lambda` nested in the coroutine (it may be the target of a thread, as
in `asyncio.to_thread(lambda: asyncio.run(job()))`), and files that import `nest_asyncio`.
)md",
    .calls = {"asyncio.run", "asyncio.Runner.run", "asyncio.AbstractEventLoop.run_until_complete",
              "asyncio.AbstractEventLoop.run_forever", "asyncio.BaseEventLoop.run_until_complete",
              "asyncio.BaseEventLoop.run_forever", "uvloop.run", "anyio.run", "trio.run"},
    .on_call = check,
};

}  // namespace fastidious::rules
