#include <algorithm>

#include "app/routes/lost_routers.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Registration;
using app::Router;

bool has_routes(const Router& router) {
  return std::any_of(
      router.registrations.begin(), router.registrations.end(), [](const Registration& one) {
        return one.kind == Registration::Kind::Route || one.kind == Registration::Kind::WebSocket ||
               one.kind == Registration::Kind::Plain;
      });
}

void report(const Router& router, ApplicationCheck& check) {
  const auto& call = *router.construction.expr->as<Call>();
  const auto routes = std::count_if(
      router.registrations.begin(), router.registrations.end(), [](const Registration& one) {
        return one.kind == Registration::Kind::Route || one.kind == Registration::Kind::WebSocket;
      });
  Draft draft = check.report(
      *router.construction.file, {call.begin, call.func->end},
      routes == 1 ? "No application includes this router: its route is not served"
                  : "No application includes this router: its {} routes are not served",
      {routes});
  constexpr std::size_t kMaxSteps = 5;
  for (std::size_t i = 0; i < router.registrations.size() && i < kMaxSteps; ++i) {
    const app::Placed& at = router.registrations[i].call;
    draft.step(*at.file, at.expr->span(), "registered on it");
  }
}

void check(ApplicationCheck& check) {
  const app::RouterTable& routers = check.application().routers();
  const app::LostRouters lost(check.model(), routers);
  for (const auto& router : routers.all()) {
    if (!has_routes(*router) || lost.is_part_of_another(*router)) continue;
    if (lost.contains(*router)) report(*router, check);
  }
}

}  // namespace

extern constinit const Rule API026 = {
    .code = "API026",
    .name = "router-never-included",
    .family = Family::Api,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"CWE-561", "OWASP API9:2023",
                   "https://fastapi.tiangolo.com/tutorial/bigger-applications/"},
    .risk =
        "Whoever maintains it believes that it is in use; the day that somebody includes it, it is "
        "served as nobody has looked at it for long.",
    .advice =
        "Include it where the others are, and start the application to see that it loads; or "
        "delete "
        "the module.",
    .docs = R"md(
An `APIRouter` with routes that no application of the repository reaches, through includes and mounts.

```python bad
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/vouchers")


@router.get("/")
def read() -> list[int]:
    return []
```

```python good
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/vouchers")


@router.get("/")
def read() -> list[int]:
    return []


app.include_router(router)
```

An include under an `if` counts. Not reported: repositories without an application, or with an include whose router cannot
be told (a loop over modules); routers that are given to a function, stand in a list or are returned; subclasses of
`APIRouter`; routers that a reported one includes.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
