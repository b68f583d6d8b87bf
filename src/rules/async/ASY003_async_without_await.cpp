#include <algorithm>

#include "app/effects/blocking.h"
#include "app/effects/request_functions.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"

namespace fastidious::rules {
namespace {

using app::BlockingReach;
using knowledge::Waits;
using semantic::Definition;
using semantic::FileModel;

// What the body waits for without `await`; null if it awaits, or waits for nothing.
struct BlockingBody {
  const Call* call = nullptr;
  Waits waits = Waits::Cpu;
};

BlockingBody look_into(const FileModel& file, const FunctionDef& function, BlockingReach& reach) {
  BlockingBody found;
  const bool is_async =
      std::any_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
        return semantic::any_own_node(file, *statement, [&](const Node& node) {
          if (app::is_await(node)) return true;
          const auto* call = node.as<Call>();
          if (call == nullptr || found.call != nullptr) return false;
          const auto waits = reach.waits_at(file, *call);
          const auto* inner = reach.of(app::called_function(file, *call));
          if (waits && *waits != Waits::FileSystem)
            found = {call, *waits};
          else if (inner != nullptr)
            found = {call, inner->waits};
          return false;
        });
      });
  return is_async ? BlockingBody{} : found;
}

// Whether only FastAPI calls it: a middleware or handler of exceptions must stay a coroutine.
bool may_be_plain(const FileModel& file, const FunctionDef& function) {
  return function.decorator_list.empty() || file.is_route_handler(function);
}

void check(ApplicationCheck& check) {
  BlockingReach reach;
  for (const Definition& one : app::request_functions(check.application())) {
    const auto& function = static_cast<const FunctionDef&>(*one.node);
    const FileModel& file = *one.file;
    if (!function.is_async() || file.is_generator(function) || !may_be_plain(file, function)) {
      continue;
    }
    if (file.text(function.name) == "dispatch") continue;
    const BlockingBody body = look_into(file, function, reach);
    if (body.call == nullptr) continue;
    Draft draft = check.report(file, function.name_span,
                               "`{}` awaits nothing and blocks: as `def` it would run in a thread",
                               {file.text(function.name)});
    draft.step(file, body.call->span(), "it {} here", {knowledge::purpose(body.waits)});
    const Span keyword{function.begin, function.name_span.begin};
    const std::string_view text = file.file().slice(keyword);
    const std::size_t at = text.find("async");
    const std::size_t def = text.rfind("def");
    if (at == text.npos || def == text.npos || def < at) continue;
    draft.edit(
        {function.begin + static_cast<Offset>(at), function.begin + static_cast<Offset>(def)}, "");
  }
}

}  // namespace

extern constinit const Rule ASY003 = {
    .code = "ASY003",
    .name = "async-without-await",
    .family = Family::Async,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/async/", "CWE-1088"},
    .risk = "It gains nothing from `async`, and stops the event loop while it waits.",
    .advice = "Declare it as `def`: FastAPI runs it in its thread pool.",
    .docs = R"md(
FastAPI runs `def` endpoints and dependencies in threads, `async def` ones on the event loop. One that awaits nothing
and blocks belongs in a thread.

```python bad
import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/rates")
async def rates() -> dict:
    return requests.get("https://example.com", timeout=5).json()
```

```python good
import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/rates")
def rates() -> dict:
    return requests.get("https://example.com", timeout=5).json()
```

Looked at are endpoints and dependencies that block by themselves (ASY001) or by what they call (ASY002). A coroutine
that awaits nothing and does not block is fine, and cheaper than a thread; so is one that calls what reads files once, to
fill a variable of the module (`if not _texts: load_texts()`).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
