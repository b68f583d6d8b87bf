#include "app/effects/blocking.h"
#include "knowledge/blocking_calls.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/expressions.h"

namespace fastidious::rules {
namespace {

using knowledge::purpose;
using knowledge::Waits;

// `requests.get, url, timeout=30`: what a thread is given; with "…" for arguments that are long.
std::string in_thread(const semantic::FileModel& file, const Call& call) {
  constexpr std::size_t kLongest = 60;
  const std::string name(file.text(*call.func));
  const std::string_view text = file.text(call);
  const std::size_t open = text.find('(', call.func->end - call.begin);
  if (open == text.npos || !text.ends_with(')')) return name + ", …";
  const std::string_view given = text.substr(open + 1, text.size() - open - 2);
  if (given.empty()) return name;
  const bool fits = given.size() <= kLongest && given.find('\n') == given.npos;
  return name + ", " + (fits ? std::string(given) : "…");
}

std::string remedy(Waits waits, const semantic::FileModel& file, const Call& call) {
  switch (waits) {
    case Waits::Sleep: return "Write `await asyncio.sleep(…)`" + with_import(file, "asyncio") + ".";
    case Waits::Http:
      return "Use `httpx.AsyncClient` and await the call, or write `await run_in_threadpool(" +
             in_thread(file, call) + ")`" +
             with_import_from(file, "fastapi.concurrency", "run_in_threadpool") + ".";
    case Waits::Process:
      return "Use `await asyncio.create_subprocess_exec(…)`, or `await "
             "asyncio.to_thread(subprocess.run, …)`" +
             with_import(file, "asyncio") + ".";
    case Waits::File:
    case Waits::FileSystem:
      return "Move the file access into a `def` function and await that in a thread, `await "
             "asyncio.to_thread(function, …)`" +
             with_import(file, "asyncio") + ", or use `anyio.Path` and `anyio.open_file`.";
    case Waits::Database:
      return "Declare the endpoint or dependency as `def` (FastAPI then runs it in its thread "
             "pool), or use the driver's asynchronous API (`AsyncSession`, "
             "`psycopg.AsyncConnection`, `redis.asyncio`).";
    case Waits::Cloud:
      return "Use the library's asynchronous client, or write `await run_in_threadpool(call, …)`" +
             with_import_from(file, "fastapi.concurrency", "run_in_threadpool") + ".";
    case Waits::Mail:
      return "Use `aiosmtplib`, a background worker, or `await run_in_threadpool(send, …)`" +
             with_import_from(file, "fastapi.concurrency", "run_in_threadpool") + ".";
    case Waits::Cpu: return {};  // names what is called
    case Waits::Input: return "Take the value from the request or the configuration.";
  }
  return "";
}

// Whether the function runs once, before the first request or after the last one.
bool runs_at_startup(const FunctionDef& function, const semantic::FileModel& file) {
  for (const Expr* decorator : function.decorator_list) {
    const auto* call = as<Call>(decorator);
    const std::string_view name = file.resolve(call != nullptr ? *call->func : *decorator);
    if (name == "contextlib.asynccontextmanager" || name.ends_with(".on_event")) {
      return true;
    }
  }
  return file.text(function.name) == "lifespan" || file.text(function.name) == "startup";
}

// An archive in memory waits for nothing.
bool is_in_memory(const Call& call, std::string_view target, const semantic::FileModel& file) {
  const bool takes_file = target.starts_with("zipfile.") || target.starts_with("tarfile.") ||
                          target.starts_with("pandas.");
  if (call.args.empty() || !takes_file) {
    return false;
  }
  const std::string_view type = file.type_of(*call.args[0]);
  return type == "io.BytesIO" || type == "io.StringIO";
}

// Whether `BackgroundTasks` runs the function, and nothing else calls it here.
bool is_background_task(const FunctionDef& function, const semantic::FileModel& file) {
  constexpr std::string_view kAdding[] = {"fastapi.BackgroundTasks.add_task",
                                          "starlette.background.BackgroundTasks.add_task"};
  for (const std::string_view adding : kAdding) {
    for (const semantic::CallSite& site : file.project().calls_of(adding)) {
      if (site.call->args.empty()) continue;
      const std::string_view name = site.file->resolve(*site.call->args.front());
      if (file.project().definition(name).node == &function) {
        return file.project().calls_of(name).empty();
      }
    }
  }
  return false;
}

// What awaits nothing is best a `def` where Starlette runs that in a thread; empty for all else.
std::string as_plain_function(const FunctionDef& function, const semantic::FileModel& file,
                              Waits waits) {
  const bool is_said_anyway = waits == Waits::Database || waits == Waits::Input;
  if (is_said_anyway || app::awaits(file, function)) return {};
  const bool is_endpoint = file.is_route_handler(function);
  if (!is_endpoint && !is_background_task(function, file)) return {};
  return "Write `def " + std::string(file.text(function.name)) +
         "`: nothing is awaited in it, and " + (is_endpoint ? "FastAPI" : "`BackgroundTasks`") +
         " then runs it in a thread.";
}

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  if (!file.in_async_function(call) || semantic::is_awaited(file, call) ||
      is_in_memory(call, check.target(), file) || knowledge::is_local_call(check.target())) {
    return;
  }
  const FunctionDef& function = *file.enclosing_function(call);
  const Waits waits = knowledge::waits_for(check.target());
  const bool mild = waits == Waits::FileSystem || runs_at_startup(function, file);
  Draft draft = check.report(call, "`{}` {} inside `async def {}`",
                             {check.target(), purpose(waits), file.text(function.name)});
  draft.severity(mild ? Severity::Suggestion : Severity::Warning);
  const std::string plain = as_plain_function(function, file, waits);
  if (!plain.empty()) {
    draft.step(file, function.name_span, "`{}` awaits nothing", {file.text(function.name)});
  }
  if (waits == Waits::Cpu) {
    draft
        .fix("Write `await asyncio.to_thread({}, …)`{}.",
             {file.text(*call.func), with_import(file, "asyncio")})
        .risk(
            "The event loop stands still while this is computed: every other request of this "
            "worker, health checks included, waits for it.");
  } else {
    draft.fix("{}", {plain.empty() ? remedy(waits, file, call) : plain});
  }
}

}  // namespace

extern constinit const Rule ASY001 = {
    .code = "ASY001",
    .name = "blocking-call-in-async",
    .family = Family::Async,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::None,
    .where = Where::Application,
    .references = {"CWE-1088", "https://fastapi.tiangolo.com/async/"},
    .risk =
        "The event loop stands still while the call waits: every other request of this worker, "
        "health checks included, waits with it.",
    .advice =
        "Await an asynchronous API, run the call in a thread with `await run_in_threadpool(…)`, or "
        "declare the endpoint as `def`.",
    .docs = R"md(
A coroutine shares its thread with every other request of the worker. A call that waits without `await` -
for the network, a database, the disk, another process - stops them all; so does one that computes for long,
such as hashing a password.

```python bad
import time

import requests


async def fetch(url: str) -> dict:
    time.sleep(1)
    return requests.get(url, timeout=10).json()
```

```python good
import asyncio

import requests
from fastapi.concurrency import run_in_threadpool


async def fetch(url: str) -> dict:
    await asyncio.sleep(1)
    response = await run_in_threadpool(requests.get, url, timeout=10)
    return response.json()


def fetch_in_thread(url: str) -> dict:
    return requests.get(url, timeout=10).json()
```

Only the coroutine's own body counts: a nested `def` or `lambda` may run in a thread, and a function that is
passed on (`asyncio.to_thread(time.sleep, 1)`) is not called here. Look-ups in the file system, and whatever a
lifespan or start-up function does before the first request, are suggestions.
)md",
    .calls = CallList::of(knowledge::kBlockingCalls),
    .on_call = check,
};

}  // namespace fastidious::rules
