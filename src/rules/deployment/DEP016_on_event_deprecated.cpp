#include "rules/rule.h"

namespace fastidious::rules {
namespace {

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const Expr* event = semantic::argument(file, call, 0, "event_type");
  const auto name = event != nullptr ? file.constant_string(*event) : std::nullopt;
  const bool ends = name == "shutdown";
  check.report(call, "`{}` is deprecated", {file.text(*call.func)})
      .fix(ends
               ? "Write the code behind the `yield` of a lifespan: `@asynccontextmanager async def "
                 "lifespan(app): yield; …`, and pass it: `FastAPI(lifespan=lifespan)`."
               : "Write the code before the `yield` of a lifespan: `@asynccontextmanager async def "
                 "lifespan(app): …; yield`, and pass it: `FastAPI(lifespan=lifespan)`.");
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
)md",
    .calls = {"fastapi.FastAPI.on_event", "fastapi.APIRouter.on_event",
              "fastapi.FastAPI.add_event_handler", "fastapi.APIRouter.add_event_handler",
              "starlette.applications.Starlette.on_event", "starlette.routing.Router.on_event",
              "starlette.applications.Starlette.add_event_handler",
              "starlette.routing.Router.add_event_handler"},
    .on_call = check,
};

}  // namespace fastidious::rules
