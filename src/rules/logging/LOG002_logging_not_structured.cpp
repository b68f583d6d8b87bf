#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using knowledge::Instrument;

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  const app::Placed& at = tools.find(Instrument::LogConfiguration);
  if (!at || tools.has(Instrument::StructuredLogs)) return;
  check.report(*at.file, at.expr->span(), "Logs are written as plain text");
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
        "Write one JSON object a line: "
        "`handler.setFormatter(pythonjsonlogger.json.JsonFormatter(\"%(asctime)s "
        "%(levelname)s %(name)s %(message)s\"))`, or `structlog.processors.JSONRenderer()`.",
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
