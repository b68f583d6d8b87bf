#include <string>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "rules/settings_name.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using knowledge::Instrument;

// Sentry sends bodies and variables by itself, whatever `send_default_pii` says of users.
constexpr std::string_view kOptions =
    "max_request_body_size=\"never\", include_local_variables=False";
constexpr std::string_view kWhyOptions =
    "Without these two options a report holds the request's body and the functions' variables, "
    "with any password that Sentry's own filter misses.";

// `SENTRY_DSN` of the settings; null where they have nothing of the kind.
const app::Field* field_for_sentry(const app::Application& application) {
  for (const app::SettingsClass& cls : application.settings().classes()) {
    if (cls.model == nullptr) continue;
    for (const app::Field& field : cls.model->fields) {
      const std::string name = lower_case(field.name);
      if (name.starts_with("sentry") && name.size() <= 10) return &field;
    }
  }
  return nullptr;
}

bool is_empty_by_default(const app::Field& field) {
  if (field.assigned == nullptr) return false;
  const std::string_view text = app::file_of(field).text(*field.assigned);
  return text == "\"\"" || text == "''" || text == "None";
}

void advise_setting(Draft& draft, const app::Field& dsn, const app::Application& application) {
  const std::string empty =
      !is_empty_by_default(dsn) ? std::string()
                                : " `" + std::string(dsn.name) +
                                      "` is empty by default: where the environment does not set "
                                      "it, nothing is sent.";
  draft.fix(
      "Add `sentry-sdk` to the dependencies and call `sentry_sdk.init(dsn={}.{}, {})`, with the "
      "field that the settings have already, before the application is made. {}{}",
      {settings_name(application).object, dsn.name, kOptions, kWhyOptions, empty});
}

void advise(Draft& draft, const app::Application& application) {
  if (const app::Field* dsn = field_for_sentry(application)) {
    advise_setting(draft, *dsn, application);
  } else if (application.settings().classes().empty()) {
    draft.fix(
        "Add `sentry-sdk` to the dependencies and call `sentry_sdk.init({})` before the "
        "application is made: it reads `SENTRY_DSN` and `SENTRY_ENVIRONMENT` of the environment. "
        "{} Or set up another service of the kind.",
        {kOptions, kWhyOptions});
  }
}

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  const bool grouped = tools.has(Instrument::GoogleCloud) && tools.has(Instrument::StructuredLogs);
  if (main->routes.empty() || tools.has(Instrument::ErrorTracking) || grouped) return;
  Draft draft = check.report(*main->app, "Nobody is told when a request fails");
  advise(draft, check.application());
}

}  // namespace

extern constinit const Rule OBS001 = {
    .code = "OBS001",
    .name = "error-tracking-missing",
    .family = Family::Observability,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::ApplicationScripts,
    .references = {"https://docs.sentry.io/platforms/python/integrations/fastapi/", "ASVS 16.5.4"},
    .risk =
        "An error is a line among thousands until a customer complains: nothing groups "
        "errors, counts them or wakes somebody up.",
    .advice =
        "Add `sentry-sdk` to the dependencies and call `sentry_sdk.init(dsn=…, environment=…, "
        "max_request_body_size=\"never\", include_local_variables=False)`, the first two from the "
        "settings, before the application is made. Without the last two a report holds the "
        "request's body and the functions' variables, with any password that Sentry's own filter "
        "misses. Or set up another service of the kind.",
    .docs = R"md(
No Sentry, Rollbar, Bugsnag, Honeybadger, Error Reporting, OpenTelemetry, Datadog, New Relic or Elastic APM is set up anywhere.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
```

```python good
import sentry_sdk
from fastapi import FastAPI

from app.settings import settings

sentry_sdk.init(
    dsn=settings.sentry_dsn,
    environment=settings.environment,
    max_request_body_size="never",
    include_local_variables=False,
)
app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
```

Reported once. Programs on Google Cloud that write structured logs are left alone: Error Reporting groups what they log.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
