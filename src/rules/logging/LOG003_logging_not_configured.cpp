#include "rules/app_name.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/counted.h"

namespace fastidious::rules {
namespace {

using knowledge::Instrument;

constexpr std::string_view kNothingYet =
    "Install `python-json-logger` and `asgi-correlation-id`, write what is below the imports "
    "behind "
    "the statement that makes `app`, and, where an error is handled, "
    "`logging.getLogger(__name__).exception(\"…\")` with words on what was being done:\n"
    "import logging\n"
    "import sys\n"
    "\n"
    "from asgi_correlation_id import CorrelationIdFilter, CorrelationIdMiddleware\n"
    "from pythonjsonlogger.json import JsonFormatter\n"
    "\n"
    "FIELDS = \"%(asctime)s %(levelname)s %(name)s %(message)s %(correlation_id)s\"\n"
    "handler = logging.StreamHandler(sys.stdout)\n"
    "handler.setFormatter(JsonFormatter(FIELDS))\n"
    "handler.addFilter(CorrelationIdFilter())\n"
    "logging.basicConfig(level=\"INFO\", handlers=[handler])\n"
    "app.add_middleware(CorrelationIdMiddleware)";

// Where application code that does not run with the application configures logging; null if none
// does.
const semantic::CallSite* unused_configuration(const semantic::Model& model) {
  constexpr std::string_view kWhole[] = {"logging.config.dictConfig", "logging.basicConfig",
                                         "logging.config.fileConfig"};
  for (const std::string_view one : kWhole) {
    for (const semantic::CallSite& site : model.calls_of(one)) {
      const bool counts = site.file->file().role == project::Role::Application &&
                          !site.file->in_main_block(*site.call);
      if (counts) return &site;
    }
  }
  return nullptr;
}

void report_none(const app::AppRoutes& main, ApplicationCheck& check) {
  if (main.routes.empty() || check.application().instrumentation().has(Instrument::CorrelationId)) {
    return;
  }
  if (const semantic::CallSite* unused = unused_configuration(check.model())) {
    const project::SourceFile& file = unused->file->file();
    check
        .report(*main.app,
                "The application writes no log record, and nothing loads `{}`, which "
                "configures logging",
                {file.path})
        .step(*unused->file, unused->call->func->span(), "The configuration")
        .risk("Of a request that goes wrong nothing is left but a line of the server's.")
        .fix("Import it where the application is made, and write a record for what goes wrong.");
    return;
  }
  const bool tracked = check.application().instrumentation().has(Instrument::ErrorTracking);
  check.report(*main.app, "The application writes no log record and configures no logging")
      .risk(tracked ? "What led to an error, and what went wrong without one, is written nowhere."
                    : "Of a request that goes wrong nothing is left but a line of the server's.")
      .fix("{}", {with_name_of(*main.app, kNothingYet)});
}

// `class Api: app = field(default_factory=lambda: FastAPI())`: of a library, whose users log as
// they like.
bool is_made_by_others(const app::Router& app) {
  const app::Placed& made = app.construction;
  if (!made || made.file->enclosing_function(*made.expr) != nullptr) return false;
  for (const Node* at = made.expr; at != nullptr; at = made.file->parent(*at)) {
    if (at->is(Kind::ClassDef)) return true;
  }
  return false;
}

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr || is_made_by_others(*main->app)) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  if (tools.has(Instrument::LogConfiguration) || tools.has(Instrument::StructuredLogs)) return;
  if (!tools.first_record()) return report_none(*main, check);
  const app::Placed& at = tools.first_record();
  check
      .report(*main->app, "{} log records, and nothing says where they go",
              {tools.record_count() == 1 ? std::string("1 call writes")
                                         : counted(tools.record_count(), "call") + " write"})
      .step(*at.file, at.expr->span(), "The first of them");
}

}  // namespace

extern constinit const Rule LOG003 = {
    .code = "LOG003",
    .name = "logging-not-configured",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::ApplicationScripts,
    .references = {"https://docs.python.org/3/library/logging.html#logging.lastResort",
                   "ASVS 16.2.1"},
    .risk =
        "Without configuration Python drops everything below WARNING and prints the rest "
        "without time, level or name: `logger.info(…)` is never seen.",
    .advice =
        "Before the application is made write `logging.basicConfig(level=\"INFO\", "
        "handlers=[handler])`, with `handler = logging.StreamHandler(sys.stdout)` and "
        "`handler.setFormatter(JsonFormatter(\"%(asctime)s %(levelname)s %(name)s "
        "%(message)s\"))`: "
        "one JSON object a line (`import logging`, `import sys` and `from pythonjsonlogger.json "
        "import JsonFormatter`, of the package python-json-logger).",
    .docs = R"md(
An application with routes that writes no log record and configures no logging. And: loggers of the standard library are used, but no `basicConfig`, `dictConfig`, `fileConfig`, handler, structlog or loguru is
set up anywhere, nor does `uvicorn.run` get a `log_config`.

```python bad
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
```

```python good
import logging

from fastapi import FastAPI

logging.basicConfig(level="INFO", format="%(asctime)s %(levelname)s %(name)s %(message)s")
logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
```

Reported once. A `--log-config` on a command line is not seen: name it in a suppression.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
