#include <algorithm>
#include <string>

#include "app/instrumentation/own_logger.h"
#include "project/path_and_line.h"
#include "rules/app_name.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kAdvice =
    "Add `app.add_middleware(CorrelationIdMiddleware)` of asgi-correlation-id, and its "
    "`CorrelationIdFilter` to each handler that writes records, `handler.addFilter(…)`, where "
    "logging is set up, and `%(correlation_id)s` to the format of its formatter, text or JSON.";

// Loguru and structlog have no filters; both keep fields for what runs in one context.
constexpr std::string_view kOfLoguru =
    "In an HTTP middleware of `app` make an id and handle the request in "
    "`with logger.contextualize(request_id=…):`. Where logging is set up, "
    "`logger.configure(extra={\"request_id\": \"-\"})` gives all other records one, and the format "
    "of "
    "each sink then names `{extra[request_id]}`.";
constexpr std::string_view kOfStructlog =
    "In an HTTP middleware of `app` make an id and call "
    "`structlog.contextvars.bind_contextvars(request_id=…)`, with "
    "`structlog.contextvars.merge_contextvars` as the first of the processors.";

// Whether it is added to the application by the name that it has where it is made.
bool is_added_by_name(const app::Middleware& one, const app::Router& app) {
  const auto* call = as<Call>(one.added_at.expr);
  const auto* method = call == nullptr ? nullptr : as<Attribute>(call->func);
  return method != nullptr && app.name && app.name.file == one.added_at.file &&
         one.added_at.file->text(*method->value) == app.name.file->text(*app.name.node);
}

// "behind the `if` at `main.py:9`"
std::string place_behind(const app::Middleware& last) {
  const project::SourceFile& file = last.added_at.file->file();
  const bool is_conditional = last.condition != nullptr;
  const Node* function = last.function.node;
  const Offset end = function != nullptr ? function->end : last.added_at.expr->end;
  const Offset at = is_conditional ? last.condition->begin : end;
  return std::string(is_conditional ? "behind the `if` at `" : "behind `") +
         path_and_line(file, at) + "`";
}

// The middleware that is added last is around all others, and a BaseHTTPMiddleware around it, which
// runs what is inside in another task, would lose the id.
std::string behind_others(const app::Surroundings& around, const app::Router& app) {
  const auto last = std::find_if(around.middleware.begin(), around.middleware.end(),
                                 [](const app::Middleware& one) { return !one.wraps_app; });
  if (last == around.middleware.end() || last->whole.expr != last->added_at.expr) return {};
  const bool has_place = is_added_by_name(*last, app);
  return (has_place ? " " + place_behind(*last) : " behind all other middleware") +
         " (what is added last is around all others)";
}

std::string advice_for(const ApplicationCheck& check, const app::AppRoutes& main) {
  const semantic::FileModel& file = *main.app->construction.file;
  std::string_view advice = kAdvice;
  switch (app::usual_logger(file).kind.value_or(knowledge::LoggerKind::Stdlib)) {
    case knowledge::LoggerKind::Loguru: advice = kOfLoguru; break;
    case knowledge::LoggerKind::Structlog: advice = kOfStructlog; break;
    case knowledge::LoggerKind::Stdlib: break;
  }
  std::string text = with_name_of(*main.app, advice);
  constexpr std::string_view kPackage = "of asgi-correlation-id";
  if (const std::size_t at = text.find(kPackage); at != text.npos) {
    const app::Surroundings& around = check.application().surroundings_of(main);
    text.insert(at + kPackage.size(), behind_others(around, *main.app));
  }
  return text;
}

using knowledge::Instrument;

// Whether Sentry, and nothing else, tells requests apart.
bool tracks_requests(const app::Instrumentation& tools) {
  const app::Placed& tracker = tools.find(Instrument::ErrorTracking);
  const auto* call = as<Call>(tracker.expr);
  return call != nullptr && tracker.file->resolve(*call->func).starts_with("sentry_sdk.");
}

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  if (main->routes.empty() || tools.has(Instrument::CorrelationId)) return;
  // Where nothing is logged, LOG003 says so.
  if (!tools.first_record() && !tools.has(Instrument::LogConfiguration)) return;
  if (tracks_requests(tools)) {
    check
        .report(
            *main->app,
            "Log records do not say which request they belong to; Sentry knows it of the events "
            "that it is sent, and of no other record")
        .severity(Severity::Suggestion)
        .risk(
            "An error leads to its request in Sentry, but not to the records that were written on "
            "the way there, nor from one of these to the others.")
        .fix("{}", {advice_for(check, *main)});
    return;
  }
  check.report(*main->app, "Log records do not say which request they belong to")
      .fix("{}", {advice_for(check, *main)});
}

}  // namespace

extern constinit const Rule LOG011 = {
    .code = "LOG011",
    .name = "correlation-id-missing",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::ApplicationScripts,
    .references = {"ASVS 16.2.1", "https://github.com/snok/asgi-correlation-id",
                   "https://www.w3.org/TR/trace-context/"},
    .risk =
        "Records of requests that run at the same time are mixed: nobody can follow one of "
        "them through the application, or from one service to the next.",
    .advice = kAdvice,
    .docs = R"md(
Neither asgi-correlation-id, starlette-context, structlog's context variables, OpenTelemetry nor another tracer is
used, and no code speaks of `X-Request-ID`, `X-Correlation-ID`, `traceparent` or a `request_id`. A suggestion where Sentry joins the errors of a
request: the log records carry no id all the same, unless they are sent along (`enable_logs=True`).

```python bad
import logging

from fastapi import FastAPI

logging.basicConfig()
app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
```

```python good
from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import FastAPI

app = FastAPI()
app.add_middleware(CorrelationIdMiddleware)


@app.get("/orders")
def orders() -> None: ...
```

Reported once, for the application with the most routes. Where nothing is logged at all, LOG003 says so.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
