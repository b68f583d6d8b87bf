#include <string>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "rules/settings_in_scope.h"
#include "rules/settings_name.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using knowledge::Instrument;

// Sentry sends bodies and variables by itself, whatever `send_default_pii` says of users.
constexpr std::string_view kOptions =
    "max_request_body_size=\"never\", include_local_variables=False";
constexpr std::string_view kWhyOptions =
    "Without the last two a report holds the request's body and the functions' variables, "
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

// "ENVIRONMENT", or "ENVIRONMENT.value" of an Enum; empty where it may be something else than text.
std::string text_of(const app::Field& field, const app::ModelClass& settings) {
  const bool is_text = field.type.is_scalar("builtins.str") ||
                       (field.type.is(app::Type::Kind::Literal) && field.type.name.empty());
  if (is_text) return std::string(field.name);
  const auto* cls = syntax::as<syntax::ClassDef>(field.type.definition.node);
  const bool is_member = cls != nullptr && field.type.definition.file->is_enum(*cls) &&
                         settings.setting("use_enum_values").is(app::Value::Kind::Unknown);
  return is_member ? std::string(field.name) + ".value" : std::string();
}

bool has_field(const SettingsInScope& settings, std::string_view name) {
  return settings.cls->model != nullptr && settings.cls->model->field(name) != nullptr;
}

// "environment=settings.ENVIRONMENT.value, ", if the settings have one which says where it runs;
// Sentry takes an Enum's member for what `repr` makes of it.
std::string environment_of(const SettingsInScope& settings) {
  constexpr std::string_view kNames[] = {"environment", "env", "app_env", "app_environment"};
  if (settings.cls == nullptr || settings.cls->model == nullptr) return {};
  for (const app::Field& field : settings.cls->model->fields) {
    if (!is_one_of(lower_case(field.name), kNames)) continue;
    const std::string value = text_of(field, *settings.cls->model);
    if (!value.empty()) return "environment=" + settings.object + "." + value + ", ";
  }
  return {};
}

void advise_setting(Draft& draft, const app::Field& dsn, const SettingsInScope& settings) {
  const std::string empty = !is_empty_by_default(dsn)
                                ? std::string()
                                : " `" + std::string(dsn.name) +
                                      "` is empty by default: where the environment does not set "
                                      "it, nothing is sent.";
  const bool is_seen = settings.cls != nullptr;
  draft.fix(
      "Add `sentry-sdk` to the dependencies and call `sentry_sdk.init(dsn={}, {})`, with the "
      "field {}that the settings have already, {}. {}{}",
      {is_seen ? settings.object + "." + std::string(dsn.name) : std::string("…"), kOptions,
       is_seen ? std::string() : "`" + std::string(dsn.name) + "` ", settings.where, kWhyOptions,
       empty});
}

void advise_new_setting(Draft& draft, const SettingsInScope& settings, const std::string& dsn) {
  const std::string& object = settings.object;
  draft.fix(
      "Add `sentry-sdk` to the dependencies, a field `{}` to the settings, empty by default, and "
      "call `sentry_sdk.init(dsn={}, {}{})`{} {}. {} Or set up another service of the kind.",
      {dsn, object.empty() ? std::string("…") : object + "." + dsn, environment_of(settings),
       kOptions, object.empty() ? " with its value," : "", settings.where, kWhyOptions});
}

void advise(Draft& draft, const app::Application& application, const app::Router& app) {
  const SettingsInScope settings = settings_in_scope(application, app);
  const app::Field* dsn = field_for_sentry(application);
  // It may be of other settings than those that are at hand.
  if (dsn != nullptr && settings.cls != nullptr && !has_field(settings, dsn->name)) dsn = nullptr;
  if (dsn != nullptr) {
    advise_setting(draft, *dsn, settings);
  } else if (!application.settings().classes().empty()) {
    advise_new_setting(draft, settings, settings_name(application).field("sentry_dsn"));
  } else {
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
  advise(draft, check.application(), *main->app);
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
        "Add `sentry-sdk` to the dependencies and call `sentry_sdk.init(dsn=…, "
        "max_request_body_size=\"never\", include_local_variables=False)`, with the DSN from the "
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
