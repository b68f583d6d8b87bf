#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using Type = semantic::ConstantValue::Type;

// 1.0, 1 or more: each request is traced.
bool is_everything(const FileModel& file, const Expr& rate) {
  const auto* number = rate.as<Constant>();
  if (number != nullptr && number->type == ConstantKind::Float) {
    return number->value == "1.0" || number->value == "1.";
  }
  const auto constant = file.constant(rate);
  return constant && constant->type == Type::Int && constant->integer >= 1;
}

void check_personal_data(const Call& call, Check& check) {
  const Expr* value = semantic::argument(check.file(), call, -1, "send_default_pii");
  if (semantic::is_true(check.file(), value)) {
    check.report(*value, "Sentry gets cookies, client addresses, user data and request bodies")
        .severity(Severity::Critical)
        .confidence(Confidence::Medium)
        .risk(
            "Personal data leaves for a third party with every error; whether that is lawful "
            "somebody has to "
            "decide first.")
        .fix(
            "Leave `send_default_pii` at False and set what you need: "
            "`sentry_sdk.set_user({\"id\": user.id})`.")
        .edit(value->span(), "False");
  }
}

void check_rates(const Call& call, Check& check) {
  for (std::string_view rate : {"traces_sample_rate", "profiles_sample_rate"}) {
    const Expr* value = semantic::argument(check.file(), call, -1, rate);
    if (value != nullptr && !semantic::is_conditional(check.file(), call) &&
        is_everything(check.file(), *value)) {
      check.report(*value, "`{}` is 1.0: every request is recorded", {rate})
          .risk(
              "Each request pays for it in latency, and the quota is used up by the first busy "
              "day.")
          .fix("Take the rate from the settings, about 0.1 in production.")
          .fix_class(FixClass::None);
    }
  }
}

void check_names(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Expr* dsn = semantic::argument(file, call, 0, "dsn");
  const auto* literal = as<Constant>(dsn);
  if (literal != nullptr && literal->is_str() && literal->value.starts_with("https://")) {
    check.report(*dsn, "The DSN of Sentry is written in the code")
        .severity(Severity::Suggestion)
        .risk("Development, tests and production all report to the same project.")
        .fix("Leave it out and set SENTRY_DSN in the environment, or take it from the settings.")
        .fix_class(FixClass::None);
  }
  if (semantic::argument(file, call, -1, "environment") == nullptr &&
      semantic::argument(file, call, -1, "release") == nullptr) {
    check.report(*call.func, "Sentry is told neither the environment nor the release")
        .severity(Severity::Suggestion)
        .confidence(Confidence::Medium)
        .risk(
            "Sentry takes everything for production, errors of staging too, and nobody sees which "
            "release brought them.")
        .fix(
            "Say both where it is deployed, by the variables `SENTRY_ENVIRONMENT` (staging, "
            "production) and `SENTRY_RELEASE` (the version or commit), which Sentry reads by "
            "itself, or by `environment=` and `release=` here.")
        .fix_class(FixClass::None);
  }
}

// The statements of the module before `call`, which is at module level too.
void check_order(const Call& call, Check& check) {
  const FileModel& file = check.file();
  if (file.enclosing_function(call) != nullptr) {
    return;
  }
  for (const Stmt* statement : file.tree().root().body) {
    if (statement->id > call.id) {
      return;
    }
    const auto* assignment = statement->as<Assign>();
    const auto* value = assignment == nullptr ? nullptr : as<Call>(assignment->value);
    if (value != nullptr && file.resolve(value->func) == "fastapi.FastAPI") {
      check.report(*call.func, "Sentry is set up after the application was made")
          .risk(
              "What fails before is not reported, and integrations that patch at import may miss "
              "parts.")
          .fix("Call `sentry_sdk.init(…)` before `FastAPI(…)`.")
          .fix_class(FixClass::None)
          .step(file, value->span(), "The application is made here");
      return;
    }
  }
}

void check_debug(const Call& call, Check& check) {
  const Expr* debug = semantic::argument(check.file(), call, -1, "debug");
  if (semantic::is_true(check.file(), debug) && !semantic::is_conditional(check.file(), call)) {
    check.report(*debug, "Sentry runs in its debug mode")
        .risk("It prints every event it sends to standard error.")
        .fix("Leave `debug` out.")
        .edit(debug->span(), "False");
  }
}

void check(const Call& call, Check& check) {
  check_personal_data(call, check);
  check_rates(call, check);
  check_debug(call, check);
  check_order(call, check);
  if (!semantic::passes_unpacked_mapping(call)) {
    check_names(call, check);
  }
}

}  // namespace

extern constinit const Rule OBS002 = {
    .code = "OBS002",
    .name = "error-tracking-misconfigured",
    .family = Family::Observability,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-359", "https://docs.sentry.io/platforms/python/configuration/options/",
                   "https://docs.sentry.io/platforms/python/integrations/fastapi/"},
    .risk =
        "Error tracking that tells too much, costs too much or mixes environments is switched off "
        "sooner or later.",
    .advice =
        "Set up Sentry before the application, with `environment`, `release` and a sample rate "
        "from the settings.",
    .docs = R"md(
What `sentry_sdk.init()` is told: `send_default_pii=True` sends cookies, addresses and request bodies to a third party
(critical, review requested: somebody may have decided so); `traces_sample_rate=1.0` records every request;
`debug=True`; a call after `app = FastAPI()`; and, as suggestions, a DSN in the code and neither `environment`
nor `release`.

```python bad
import sentry_sdk

sentry_sdk.init(dsn="https://public@sentry.example.com/1", send_default_pii=True, traces_sample_rate=1.0)
```

```python good
import sentry_sdk
from app.settings import settings

sentry_sdk.init(dsn=settings.sentry_dsn, environment=settings.environment, traces_sample_rate=0.1)
```

Rates and `debug` below an `if` are left alone: the condition says which environment they are for.
)md",
    .calls = {"sentry_sdk.init"},
    .on_call = check,
};

}  // namespace fastidious::rules
