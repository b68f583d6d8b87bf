#include <algorithm>

#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using knowledge::Instrument;

constexpr std::string_view kInsideOfCors =
    "Refuse early in a middleware inside of CORS, listed behind it or added before it: `if "
    "int(request.headers.get(\"content-length\", 0)) > MAX_BODY: return "
    "Response(status_code=413)` (`Response` from `fastapi`). What is sent in chunks has no such "
    "header: a limit at the proxy holds for that as well.";

bool takes_bodies(const app::AppRoutes& app) {
  for (const app::Route& route : app.routes) {
    for (const app::Parameter& parameter : route.dependant.parameters) {
      if (parameter.is_body()) return true;
    }
  }
  return false;
}

bool has_cors(const app::Surroundings& around) {
  return std::any_of(
      around.middleware.begin(), around.middleware.end(),
      [](const app::Middleware& one) { return app::is_class_named(one.name(), "CORSMiddleware"); });
}

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  if (!takes_bodies(*main) || check.application().instrumentation().has(Instrument::BodyLimit))
    return;
  const app::Surroundings& around = check.application().surroundings_of(*main);
  if (!around.middleware_is_known || !check.application().functions().empty()) return;
  Draft draft =
      check.report(*main->app, "Nothing in the application limits how much a request may send");
  draft.confidence(Confidence::Medium);
  if (has_cors(around)) draft.fix("{}", {kInsideOfCors});
}

}  // namespace

extern constinit const Rule SEC094 = {
    .code = "SEC094",
    .name = "request-size-unbounded",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::ApplicationScripts,
    .references = {"CWE-770", "OWASP API4:2023", "https://www.starlette.io/requests/"},
    .risk =
        "Starlette reads a body into memory whatever its size: a few requests of a gigabyte "
        "each end the process.",
    .advice =
        "Refuse early in a middleware: `if int(request.headers.get(\"content-length\", 0)) > "
        "MAX_BODY: return Response(status_code=413)` (`Response` from `fastapi`). What is sent in "
        "chunks has no such header: a limit at the proxy holds for that as well.",
    .docs = R"md(
Endpoints take bodies, and no code looks at `Content-Length` or answers 413, nor does a middleware that is named after a limit.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel


class Order(BaseModel):
    item: str


app = FastAPI()


@app.post("/orders")
def create(order: Order) -> None: ...
```

```python good
from fastapi import FastAPI, Request, Response
from pydantic import BaseModel


class Order(BaseModel):
    item: str


app = FastAPI()


@app.middleware("http")
async def limit_body(request: Request, call_next) -> Response:
    if int(request.headers.get("content-length", 0)) > 1_000_000:
        return Response(status_code=413)
    return await call_next(request)


@app.post("/orders")
def create(order: Order) -> None: ...
```

Reported once, with medium confidence: proxies and platforms have limits of their own (Cloud Run takes 32 MiB), which are not seen. Firebase functions are left alone.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
