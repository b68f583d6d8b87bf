#include "app/endpoints/purpose.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using semantic::FileModel;
using Status = app::Authentication::Status;

void report_endpoints(ApplicationCheck& check) {
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    const Status status = endpoint.authentication.status;
    if (endpoint.route == nullptr || status == Status::Enforced || status == Status::Weak ||
        endpoint.authentication.public_by_configuration || !endpoint.authentication.answers ||
        endpoint.kind == Endpoint::Kind::WebSocket || !app::is_for_operations(endpoint)) {
      continue;
    }
    const app::Placed place = place_of(endpoint);
    check.report(*place.file, place.expr->span(),
                 "`{}` (`{}`) is for operating the service, and open to everybody",
                 {endpoint.label(), handler_name(endpoint)});
  }
}

// What a library adds to the application, for operators.
struct Addition {
  std::string_view target;
  std::string_view guard;  // the argument that closes it
  std::string_view what;
  Confidence confidence;
};
constexpr Addition kAdditions[] = {
    {"sqladmin.Admin", "authentication_backend", "sqladmin's pages over all tables",
     Confidence::Medium},
    {"prometheus_fastapi_instrumentator.Instrumentator.expose", "dependencies",
     "Prometheus metrics", Confidence::Low},
};

void report_libraries(ApplicationCheck& check) {
  for (const Addition& one : kAdditions) {
    for (const auto& [file, call] : check.model().calls_of(one.target)) {
      if (semantic::argument(*file, *call, -1, one.guard) != nullptr) continue;
      check.report(*file, call->span(), "This adds {}, open to everybody", {one.what})
          .confidence(one.confidence);
    }
  }
}

void report_mounts(ApplicationCheck& check) {
  for (const app::AppRoutes& one : check.application().apps()) {
    for (const app::Route& route : one.routes) {
      const bool metrics = route.kind == app::Route::Kind::Mount &&
                           route.handler.text == "prometheus_client.make_asgi_app";
      if (!metrics) continue;
      check
          .report(*route.registered_at.file, route.registered_at.expr->span(),
                  "`{}` serves Prometheus metrics to everybody: dependencies do not hold for "
                  "mounts",
                  {route.path})
          .confidence(Confidence::Low);
    }
  }
}

void check(ApplicationCheck& check) {
  report_endpoints(check);
  report_libraries(check);
  report_mounts(check);
}

}  // namespace

extern constinit const Rule SEC068 = {
    .code = "SEC068",
    .name = "ops-endpoint-public",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-200", "OWASP API9:2023", "ASVS 13.4.5"},
    .risk =
        "Metrics, tables and traces tell outsiders how the service works and who uses it; "
        "some of them "
        "change it.",
    .advice =
        "Serve it on an internal port, or guard it: a dependency for endpoints, "
        "`authentication_backend=` for sqladmin, a middleware for mounts. If the ingress "
        "keeps it "
        "inside, list the path under `public`.",
    .docs = R"md(
What operators use and everybody can reach: `/metrics`, `/debug/…`, `/actuator/…` without
authentication, sqladmin without `authentication_backend`, metrics that a library exposes or that
are mounted.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/metrics")
def metrics() -> str:
    return "requests_total 12"
```

```python good
import os
import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException


def require_key(x_api_key: Annotated[str, Header()]) -> None:
    if not secrets.compare_digest(x_api_key, os.environ["METRICS_KEY"]):
        raise HTTPException(401)


app = FastAPI()


@app.get("/metrics", dependencies=[Depends(require_key)])
def metrics() -> str:
    return "requests_total 12"
```

Not reported: what the configuration lists under `public`, because an internal ingress keeps it inside.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
