#include <algorithm>
#include <array>

#include "rules/application_check.h"
#include "rules/removed_events.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;

constexpr std::array<std::string_view, 8> kRegistrations = {
    "fastapi.FastAPI.on_event",
    "fastapi.APIRouter.on_event",
    "fastapi.FastAPI.add_event_handler",
    "fastapi.APIRouter.add_event_handler",
    "starlette.applications.Starlette.on_event",
    "starlette.routing.Router.on_event",
    "starlette.applications.Starlette.add_event_handler",
    "starlette.routing.Router.add_event_handler"};

// Handlers of an application that has a lifespan are not called at all.
bool is_lost(const app::Application& application, const CallSite& site) {
  const auto registers = [&](const app::EventHandler& event) {
    const app::Placed& at = event.registered_at;
    return at && at.file == site.file && at.expr->span().begin == site.call->span().begin;
  };
  const auto& all = application.surroundings();
  return std::any_of(all.begin(), all.end(), [&](const app::Surroundings& around) {
    return around.lifespan() != nullptr &&
           std::any_of(around.events.begin(), around.events.end(), registers);
  });
}

void check(ApplicationCheck& check) {
  for (const CallSite& site : check.model().calls_of_any(kRegistrations)) {
    const semantic::FileModel& file = *site.file;
    if (!concerns(Where::Application, file.file().role)) continue;
    const Expr* event = semantic::argument(file, *site.call, 0, "event_type");
    const auto name = event != nullptr ? file.constant_string(*event) : std::nullopt;
    // `FastAPI(lifespan=…)` is of 0.93: before there is nothing to write instead.
    if (check.model().dependencies().is_at_least("fastapi", "0.93.0", file.file().path) ==
        project::Answer::No) {
      continue;
    }
    const bool ends = name == "shutdown";
    Draft draft =
        check.report(file, site.call->span(), "`{}` is deprecated", {file.text(*site.call->func)});
    const bool is_removed = is_removed_registration(file, *site.call);
    if (is_removed) {
      draft.message("`{}` is gone: Starlette has had none since 1.0", {file.text(*site.call->func)})
          .risk("The call raises AttributeError as soon as it is reached.");
    }
    if (is_lost(check.application(), site)) {
      if (!is_removed) {
        draft.risk(
            "Starlette 1.0 has removed event handlers; this application has a lifespan, and so "
            "they are not called.");
      }
      draft.fix("Move the code into the lifespan that the application has, {} its `yield`.",
                {ends ? "behind" : "before"});
      continue;
    }
    draft.fix(ends ? "Write the code behind the `yield` of a lifespan: `@asynccontextmanager async "
                     "def lifespan(app): yield; …` (`asynccontextmanager` from `contextlib`), and "
                     "pass it: `FastAPI(lifespan=lifespan)`."
                   : "Write the code before the `yield` of a lifespan: `@asynccontextmanager async "
                     "def lifespan(app): …; yield` (`asynccontextmanager` from `contextlib`), and "
                     "pass it: `FastAPI(lifespan=lifespan)`.");
  }
}

}  // namespace

extern constinit const Rule DEP016 = {
    .code = "DEP016",
    .name = "on-event-deprecated",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/advanced/events/",
                   "https://www.starlette.io/release-notes/"},
    .risk =
        "Starlette 1.0 has removed event handlers and FastAPI keeps them for a while; as soon as "
        "the "
        "application gets a `lifespan`, they are silently not called any more.",
    .advice = "Move the code into a lifespan and pass it: `FastAPI(lifespan=lifespan)`.",
    .docs = R"md(
`@app.on_event("startup")`, `@router.on_event(…)` and `add_event_handler(…)` of FastAPI and Starlette.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
def connect() -> None:
    print("connected")
```

```python good
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    print("connected")
    yield
    print("gone")


app = FastAPI(lifespan=lifespan)
```
Silent where the repository's FastAPI is older than 0.93, which takes no lifespan.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
