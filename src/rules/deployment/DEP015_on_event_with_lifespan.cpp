#include <algorithm>

#include "rules/application_check.h"
#include "rules/logged_values.h"
#include "rules/removed_events.h"
#include "rules/rule.h"
#include "rules/startup_work.h"
#include "rules/unstarted_apps.h"
#include "text/in_words.h"

namespace fastidious::rules {
namespace {

using app::EventHandler;

// What only developers switch on costs only them.
void say_for_whom(const app::Placed& at, Draft& draft) {
  const auto* call = at.expr->as<Call>();
  if (call == nullptr || !is_for_developers(*at.file, *call)) return;
  draft.severity(Severity::Warning)
      .risk(
          "Starlette runs either the lifespan or the event handlers: what developers switch on "
          "there does not start.");
}

// The call itself fails in Starlette 1.x.
void say_if_removed(const app::Placed& at, Draft& draft) {
  const auto* call = at.expr->as<Call>();
  if (call == nullptr || !is_removed_registration(*at.file, *call)) return;
  draft.risk(
      "Starlette has no `add_event_handler` since 1.0: the call raises AttributeError as soon as "
      "it "
      "is reached.");
}

using UnstartedApps = std::map<const app::Router*, semantic::CallSite>;

// "delete `warm_up` with its decorator"; a function that a call registers may have other uses.
std::string what_goes(const EventHandler& event) {
  const auto* function = as<FunctionDef>(event.handler.definition.node);
  if (function == nullptr) return "take the registration out";
  const std::string name(event.handler.definition.file->text(function->name));
  const auto& decorators = function->decorator_list;
  const bool is_decorated =
      std::find(decorators.begin(), decorators.end(), event.registered_at.expr) != decorators.end();
  return is_decorated ? "delete `" + name + "` with its decorator"
                      : "take the registration of `" + name + "` out";
}

// Behind a bridge the lifespan does not run either: moved there the code would not do for all.
void say_where_it_runs(const UnstartedApps& unstarted, const app::Router* app,
                       const EventHandler& event, Draft& draft) {
  const auto bridge = unstarted.find(app);
  if (bridge == unstarted.end()) return;
  const semantic::CallSite& site = bridge->second;
  const std::vector<std::string> calls = called_at_start(event.handler.definition);
  draft.fix(
      "{} first used, and {}: behind `{}` in `{}` the lifespan does not run either (FIR003).",
      {calls.empty() ? "Make what the handler loads when it is"
                     : "Call " + in_code(calls) + " when what " +
                           (calls.size() == 1 ? "it makes" : "they make") + " is",
       what_goes(event), site.file->text(*site.call->func), site.file->file().path});
}

void check_app(const app::Surroundings& around, const UnstartedApps& unstarted,
               ApplicationCheck& check) {
  const EventHandler* lifespan = around.lifespan();
  if (lifespan == nullptr || lifespan->handler.is(app::Value::Kind::None)) return;
  Draft draft;
  std::size_t lost = 0;
  for (const EventHandler& event : around.events) {
    if (event.when == EventHandler::When::Lifespan || !event.registered_at) continue;
    const app::Placed& at = event.registered_at;
    if (++lost == 1) {
      const bool ends = event.when == EventHandler::When::Shutdown;
      draft = check.report(*at.file, at.expr->span(),
                           "The application has a `lifespan`: this {} handler is never called",
                           {ends ? "shutdown" : "startup"});
      draft.step(*lifespan->registered_at.file, lifespan->registered_at.expr->span(),
                 "The lifespan is given here");
      if (!ends) say_where_it_runs(unstarted, around.app, event, draft);
      say_for_whom(at, draft);
      say_if_removed(at, draft);
    } else {
      draft.step(*at.file, at.expr->span(), "Nor is this handler called");
    }
  }
}

void check(ApplicationCheck& check) {
  const UnstartedApps unstarted = unstarted_apps(check);
  for (const app::Surroundings& around : check.application().surroundings()) {
    check_app(around, unstarted, check);
  }
}

}  // namespace

extern constinit const Rule DEP015 = {
    .code = "DEP015",
    .name = "on-event-with-lifespan",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/advanced/events/",
                   "https://www.starlette.io/lifespan/"},
    .risk =
        "Starlette runs either the lifespan or the event handlers: with a lifespan the handlers "
        "are silently left out, and what they load, open or close never is.",
    .advice =
        "Move the handler's code into the lifespan, what starts before its `yield`, what stops "
        "behind it, and take the handler's registration out.",
    .docs = R"md(
An application that is given `lifespan=` ignores `@app.on_event(…)`, `add_event_handler(…)`, `on_startup=` and
`on_shutdown=`, without a word.

```python bad
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(lifespan=lifespan)


@app.on_event("shutdown")
async def close_pool() -> None:
    await pool.close()
```

```python good
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield
    await pool.close()


app = FastAPI(lifespan=lifespan)
```

Reported once for an application; the other handlers are in the trace. Not reported: events of routers, which run
beside the application's lifespan, and mounted applications, which have a lifespan of their own.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
