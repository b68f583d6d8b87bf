#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "rules/app_name.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/in_words.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

// Figures that are sent need no path, such as `/metrics`, that the public could read. Without a
// collector the exporter would write an error to the log each minute, and wait when tests end.
constexpr std::string_view kAdvice =
    "Let OpenTelemetry send the figures to a collector: that needs no path that the public could "
    "read. Install `opentelemetry-instrumentation-fastapi`, `opentelemetry-sdk` and "
    "`opentelemetry-exporter-otlp-proto-http`, set `OTEL_EXPORTER_OTLP_ENDPOINT`, where the "
    "service "
    "runs, to the collector's address for OTLP over HTTP (its port is mostly 4318), and write what "
    "is below the imports behind the statement that makes `app`:\n"
    "import os\n"
    "\n"
    "from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter\n"
    "from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor\n"
    "from opentelemetry.sdk.metrics import MeterProvider\n"
    "from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader\n"
    "\n"
    "if \"OTEL_EXPORTER_OTLP_ENDPOINT\" in os.environ:\n"
    "    reader = PeriodicExportingMetricReader(OTLPMetricExporter())\n"
    "    provider = MeterProvider(metric_readers=[reader])\n"
    "    FastAPIInstrumentor.instrument_app(app, meter_provider=provider)";

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

// What measures requests by itself, of what serves the application: "Cloud Run and Koyeb".
struct Platforms {
  std::vector<std::string_view> measuring;
  bool has_others = false;
};

Platforms platforms_of(const DeliveryCheck& check) {
  using deploy::Platform;
  const deploy::Delivery& delivery = check.delivery();
  Platforms found;
  for (const Platform one : {Platform::CloudRun, Platform::Koyeb}) {
    if (delivery.runs_on(one)) found.measuring.push_back(deploy::name_of(one));
  }
  if (!check.application().functions().empty()) {
    found.measuring.push_back(deploy::name_of(Platform::FirebaseFunctions));
  }
  found.has_others = delivery.runs_on(Platform::Other);
  return found;
}

// "outside of Cloud Run nothing"
std::string nothing_but(const Platforms& platforms, std::string_view nothing) {
  if (platforms.measuring.empty()) return std::string(nothing);
  return "outside of " + in_words(platforms.measuring, " and ") + " " + std::string(nothing);
}

std::string message_for(const Measure& own, const Platforms& platforms) {
  // Code of the application's own may add up what it measures.
  std::string nothing = nothing_but(platforms, own.at ? "no metrics library" : "nothing");
  if (!own.at) {
    nothing.front() = platforms.measuring.empty() ? 'N' : 'O';
    return nothing + " measures how long requests take and how many fail";
  }
  return fmt::format(
      "{} {} adds up how long they take and how many fail",
      own.is_of_each ? "Each request is measured, and" : "Where requests are measured,", nothing);
}

void check(DeliveryCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  if (main->routes.empty() || tools.has(Instrument::Metrics)) return;
  const Platforms platforms = platforms_of(check);
  if (!platforms.measuring.empty() && !platforms.has_others) return;
  Measure own = own_middleware(check.application().surroundings_of(*main));
  if (!own.at) own = own_decorator(*main);
  Draft draft = check.report(*main->app, "{}", {message_for(own, platforms)});
  if (own.at) {
    draft.step(*own.at.file, own.at.expr->span(), "They are measured here")
        .risk(
            "Such figures start no alarm by themselves: that the service has become slow is learnt "
            "from its users.");
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
import os

from fastapi import FastAPI
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader

app = FastAPI()
if "OTEL_EXPORTER_OTLP_ENDPOINT" in os.environ:
    reader = PeriodicExportingMetricReader(OTLPMetricExporter())
    provider = MeterProvider(metric_readers=[reader])
    FastAPIInstrumentor.instrument_app(app, meter_provider=provider)


@app.get("/orders")
def orders() -> None: ...
```

Reported once; where middleware of the application's own measures each request, or a decorator of its own measures endpoints, as figures that no metrics library adds up. Cloud Run, Koyeb and functions of Firebase measure requests by themselves: what they alone serve is left alone, and where it is deployed elsewhere, too, the message says so.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
