#include <algorithm>
#include <string>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Registration;
using app::Router;
using semantic::FileModel;

// Whether two calls run one after the other in the order of the text: in one file, one function.
bool run_in_order(const app::Placed& a, const app::Placed& b) {
  if (a.file != b.file) return false;
  const FileModel& file = *a.file;
  const auto scope_of = [&](const app::Placed& call) {
    const FunctionDef* inner = as<FunctionDef>(file.parent(*call.expr));
    const bool decorates = inner != nullptr;
    return decorates ? file.enclosing_function(*inner) : file.enclosing_function(*call.expr);
  };
  return scope_of(a) == scope_of(b);
}

// What is registered on `target` after the include has copied its routes.
std::vector<const Registration*> late_for(const Registration& include, const Router& target) {
  std::vector<const Registration*> late;
  for (const Registration& one : target.registrations) {
    const bool is_copied = one.kind == Registration::Kind::Route ||
                           one.kind == Registration::Kind::WebSocket ||
                           one.kind == Registration::Kind::Include;
    if (is_copied && run_in_order(include.call, one.call) &&
        one.call.expr->begin > include.call.expr->end) {
      late.push_back(&one);
    }
  }
  return late;
}

void report(const Registration& include, const std::vector<const Registration*>& late,
            ApplicationCheck& check) {
  Draft draft =
      check.report(*include.call.file, include.call.expr->span(),
                   "{} of what is registered on this router comes after its include, and is lost",
                   {late.size()});
  constexpr std::size_t kMaxSteps = 8;
  for (std::size_t i = 0; i < late.size() && i < kMaxSteps; ++i) {
    draft.step(*late[i]->call.file, late[i]->call.expr->span(), "registered too late");
  }
}

bool copies_routes(const FileModel& file) {
  return file.project().dependencies().is_at_least("fastapi", "0.137", file.file().path) ==
         project::Answer::No;
}

void check(ApplicationCheck& check) {
  for (const auto& router : check.application().routers().all()) {
    for (const Registration& one : router->registrations) {
      if (one.kind != Registration::Kind::Include || !copies_routes(*one.call.file)) continue;
      for (const Router* target : one.targets) {
        const std::vector<const Registration*> late = late_for(one, *target);
        if (!late.empty()) report(one, late, check);
      }
    }
  }
}

}  // namespace

extern constinit const Rule API025 = {
    .code = "API025",
    .name = "lost-routes-by-include-order",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/release-notes/#01370"},
    .risk = "The routes are not served: requests get a 404, and OpenAPI does not show them.",
    .advice = "Include a router after everything is registered on it: move the include down.",
    .docs = R"md(
Before 0.137 FastAPI copies a router's routes when it is included. What is registered on the router, or included into it,
after that is never served. Only where the resolved version of FastAPI is older.

```python bad
# --- requirements.txt
fastapi==0.115.0
# --- app/main.py
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()
app.include_router(router)


@router.get("/orders")
def read() -> list[int]:
    return []
```

```python good
# --- requirements.txt
fastapi==0.115.0
# --- app/main.py
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


@router.get("/orders")
def read() -> list[int]:
    return []


app.include_router(router)
```

Not reported: includes and routes in different functions or modules, of which the text does not tell which runs first.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
