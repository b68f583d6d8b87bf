#include <algorithm>
#include <unordered_set>

#include "rules/app_name.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kAdvice =
    "Install prometheus-fastapi-instrumentator (`<8` for Starlette before 1.0) and call "
    "`Instrumentator().instrument(app).expose(app)`, with `/metrics` for the monitoring alone; or "
    "install opentelemetry-instrumentation-fastapi, opentelemetry-sdk and "
    "opentelemetry-exporter-otlp, and call `metrics.set_meter_provider(MeterProvider("
    "metric_readers=[PeriodicExportingMetricReader(OTLPMetricExporter())]))`, without which "
    "nothing is measured, before `FastAPIInstrumentor.instrument_app(app, "
    "excluded_urls=\"health\")`.";

using knowledge::Instrument;

constexpr std::string_view kClocks[] = {"time.perf_counter", "time.time", "time.monotonic",
                                        "time.perf_counter_ns", "time.time_ns"};

// How often what the definition does asks a clock.
std::ptrdiff_t readings_in(const app::Definition& definition) {
  const auto calls = definition.file->tree().nodes_of<Call>(*definition.node);
  return std::count_if(calls.begin(), calls.end(), [&](const Call* call) {
    return is_one_of(definition.file->resolve(*call->func), kClocks);
  });
}

// Whether the function of a middleware asks a clock before and after it hands the request on, or
// one that is named for it once: something else answers with the difference.
bool measures(const app::Middleware& one) {
  constexpr std::string_view kWords[] = {"timing", "timer", "duration", "latency"};
  const app::Definition entry = one.entry();
  if (!entry) return false;
  const auto readings = readings_in(entry);
  const auto* function = as<FunctionDef>(entry.node);
  const bool is_named =
      function != nullptr && names_any_of(entry.file->text(function->name), kWords);
  return readings > 1 || (readings == 1 && is_named);
}

// What measures requests without adding up.
struct Measure {
  app::Placed at;
  bool is_of_each = false;  // else of some
};

// The middleware of the application's own that measures each request; nothing if there is none.
Measure own_middleware(const app::Surroundings& around) {
  const auto found = std::find_if(around.middleware.begin(), around.middleware.end(), measures);
  if (found == around.middleware.end()) return {};
  return {found->added_at, found->condition == nullptr};
}

// A decorator of the repository's own by which an endpoint is measured; nothing if there is none.
Measure own_decorator(const app::AppRoutes& main) {
  std::unordered_set<const Node*> seen;  // handlers with many routes, decorators of many handlers
  for (const app::Route& one : main.routes) {
    const auto* handler = as<FunctionDef>(one.handler.definition.node);
    if (handler == nullptr || !seen.insert(handler).second) continue;
    const semantic::FileModel& file = *one.handler.definition.file;
    for (const Expr* decorator : handler->decorator_list) {
      const auto* made = decorator->as<Call>();
      const app::Definition used = file.definition_of(made == nullptr ? *decorator : *made->func);
      const bool is_new = as<FunctionDef>(used.node) != nullptr && seen.insert(used.node).second;
      if (is_new && readings_in(used) > 1) return {{&file, decorator}, false};
    }
  }
  return {};
}

std::string_view message_for(const Measure& own) {
  if (!own.at) return "Nothing measures how long requests take and how many fail";
  return own.is_of_each
             ? "Each request is measured, and nothing adds up how long they take and how many fail"
             : "Where requests are measured, nothing adds up how long they take and how many fail";
}

// Whether functions of Firebase alone serve it: the platform measures these.
bool is_measured_by_platform(const DeliveryCheck& check) {
  using deploy::Platform;
  if (check.application().functions().empty()) return false;
  const auto& platforms = check.delivery().platforms();
  return std::none_of(platforms.begin(), platforms.end(), [](const auto& one) {
    return one.platform == Platform::CloudRun || one.platform == Platform::Koyeb ||
           one.platform == Platform::Other;
  });
}

void check(DeliveryCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  if (main->routes.empty() || tools.has(Instrument::Metrics)) return;
  if (is_measured_by_platform(check)) return;
  Measure own = own_middleware(check.application().surroundings_of(*main));
  if (!own.at) own = own_decorator(*main);
  Draft draft = check.report(*main->app, message_for(own));
  if (own.at) {
    draft.step(*own.at.file, own.at.expr->span(), "They are measured here")
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
from prometheus_fastapi_instrumentator import Instrumentator

app = FastAPI()
Instrumentator().instrument(app).expose(app)


@app.get("/orders")
def orders() -> None: ...
```

Reported once; where middleware of the application's own measures each request, or a decorator of its own measures endpoints, as figures that nothing adds up. What functions of Firebase alone serve is left alone: the platform measures them.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
