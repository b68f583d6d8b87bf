#include <algorithm>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using knowledge::Instrument;

constexpr std::string_view kDestinations[] = {"handlers", "filename", "stream"};

// The handler that it makes has no name that a formatter could be set on.
constexpr std::string_view kOfBasicConfig =
    "Write one JSON object a line: make the handler that `basicConfig` makes by itself, `handler = "
    "logging.StreamHandler()`, give it, and each other handler, a "
    "`pythonjsonlogger.json.JsonFormatter(\"%(asctime)s %(levelname)s %(name)s %(message)s\")` by "
    "`handler.setFormatter(…)`, and pass `handlers=[handler]` instead of `format`. Or "
    "`structlog.processors.JSONRenderer()`.";

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  const app::Placed& at = tools.find(Instrument::LogConfiguration);
  if (!at || tools.has(Instrument::StructuredLogs)) return;
  Draft draft = check.report(*at.file, at.expr->span(), "Logs are written as plain text");
  const auto* call = as<Call>(at.expr);
  if (call == nullptr || at.file->resolve(*call->func) != "logging.basicConfig") return;
  const bool is_said =
      std::any_of(call->keywords.begin(), call->keywords.end(), [&](const Keyword* one) {
        return one->arg == Identifier{} || is_one_of(at.file->text(one->arg), kDestinations);
      });
  if (!is_said) {
    draft.fix("{}", {kOfBasicConfig});
  }
}

}  // namespace

extern constinit const Rule LOG002 = {
    .code = "LOG002",
    .name = "logging-not-structured",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::ApplicationScripts,
    .references = {"ASVS 16.2.4", "https://cloud.google.com/logging/docs/structured-logging",
                   "https://12factor.net/logs"},
    .risk =
        "What is text cannot be searched by field: finding all records of one user or request "
        "means guessing at regular expressions, and a line break in a value forges a record.",
    .advice =
        "Write one JSON object a line: `pythonjsonlogger.json.JsonFormatter(\"%(asctime)s "
        "%(levelname)s %(name)s %(message)s\")` as the formatter of each handler, or "
        "`structlog.processors.JSONRenderer()`.",
    .docs = R"md(
Logging is configured, and nothing in the repository writes records as JSON or logfmt: no python-json-logger, structlog
renderer, google-cloud-logging, `firebase_functions.logger`, or formatter of its own that calls `json.dumps`.

```python bad
import logging

from fastapi import FastAPI

logging.basicConfig(level="INFO")
app = FastAPI()
```

```python good
import logging

from fastapi import FastAPI
from pythonjsonlogger.json import JsonFormatter

handler = logging.StreamHandler()
handler.setFormatter(JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
logging.basicConfig(level="INFO", handlers=[handler])
app = FastAPI()
```

Reported once, where logging is configured. Where it is not configured at all, that is LOG003.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
