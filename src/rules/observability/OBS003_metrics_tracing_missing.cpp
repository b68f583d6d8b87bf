#include "rules/app_name.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kAdvice =
    "Call `FastAPIInstrumentor.instrument_app(app, excluded_urls=\"health\")` of "
    "OpenTelemetry, or `Instrumentator().instrument(app).expose(app)` of "
    "prometheus-fastapi-instrumentator.";

using knowledge::Instrument;

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  const bool serverless = !check.application().functions().empty();
  if (main->routes.empty() || tools.has(Instrument::Metrics) || serverless) return;
  check.report(*main->app, "Nothing measures how long requests take and how many fail")
      .fix("{}", {with_name_of(*main->app, kAdvice)});
}

}  // namespace

extern constinit const Rule OBS003 = {
    .code = "OBS003",
    .name = "metrics-tracing-missing",
    .family = Family::Observability,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::ApplicationScripts,
    .references = {"https://opentelemetry.io/docs/languages/python/",
                   "https://github.com/trallnag/prometheus-fastapi-instrumentator"},
    .risk =
        "That the service has become slow is learnt from its users, and where the time goes "
        "from guessing.",
    .advice = kAdvice,
    .docs = R"md(
No OpenTelemetry, Prometheus, Sentry, Cloud Trace, Datadog, New Relic, Elastic APM or StatsD is used.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
```

```python good
from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

app = FastAPI()
FastAPIInstrumentor.instrument_app(app, excluded_urls="health")


@app.get("/orders")
def orders() -> None: ...
```

Reported once. Firebase functions are left alone: the platform measures them.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
