#include <algorithm>

#include "rules/app_name.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kAdvice =
    "Call `FastAPIInstrumentor.instrument_app(app, excluded_urls=\"health\")` of "
    "OpenTelemetry, or `Instrumentator().instrument(app).expose(app)` of "
    "prometheus-fastapi-instrumentator.";

using knowledge::Instrument;

constexpr std::string_view kClocks[] = {"time.perf_counter", "time.time", "time.monotonic",
                                        "time.perf_counter_ns", "time.time_ns"};

// Whether the function of a middleware asks a clock before and after it hands the request on.
bool measures(const app::Middleware& one) {
  const app::Definition entry = one.entry();
  if (!entry) return false;
  const auto calls = entry.file->tree().nodes_of<Call>(*entry.node);
  const auto readings = std::count_if(calls.begin(), calls.end(), [&](const Call* call) {
    return is_one_of(entry.file->resolve(*call->func), kClocks);
  });
  return readings > 1;
}

// The middleware of the application's own that measures each request; null if there is none.
const app::Middleware* own_measure(const app::Surroundings& around) {
  const auto found = std::find_if(around.middleware.begin(), around.middleware.end(), measures);
  return found == around.middleware.end() ? nullptr : &*found;
}

std::string_view message_for(const app::Middleware* own) {
  if (own == nullptr) return "Nothing measures how long requests take and how many fail";
  return own->condition == nullptr
             ? "Each request is measured, and nothing adds up how long they take and how many fail"
             : "Where requests are measured, nothing adds up how long they take and how many fail";
}

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  const bool serverless = !check.application().functions().empty();
  if (main->routes.empty() || tools.has(Instrument::Metrics) || serverless) return;
  const app::Middleware* own = own_measure(check.application().surroundings_of(*main));
  Draft draft = check.report(*main->app, message_for(own));
  if (own != nullptr) {
    draft.step(*own->added_at.file, own->added_at.expr->span(), "They are measured here")
        .risk(
            "Single figures show no trend: that the service has become slow is learnt from its "
            "users.");
  }
  draft.fix("{}", {with_name_of(*main->app, kAdvice)});
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

Reported once; where middleware of the application's own measures each request, as figures that nothing adds up. Firebase functions are left alone: the platform measures them.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
