#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using knowledge::Instrument;

constexpr std::string_view kSeverity = "severity";

// Whether a key or a format of the call speaks of "severity": rename_fields={"levelname":
// "severity"}, static_fields, a format string.
bool names_severity(const app::Placed& formatter) {
  for (const Node* node : formatter.file->tree().subtree(*formatter.expr)) {
    const auto* text = node->as<Constant>();
    if (text != nullptr && text->is_str() && text->value.find(kSeverity) != text->value.npos) {
      return true;
    }
  }
  return false;
}

// A variable may hold what is renamed.
bool is_told_elsewhere(const app::Placed& formatter) {
  const auto& call = *formatter.expr->as<Call>();
  const Expr* renamed = semantic::argument(*formatter.file, call, -1, "rename_fields");
  return semantic::passes_unpacked_mapping(call) ||
         (renamed != nullptr && !renamed->is(Kind::Dict));
}

void check(ApplicationCheck& check) {
  const app::Instrumentation& tools = check.application().instrumentation();
  if (!tools.has(Instrument::GoogleCloud)) return;
  for (const app::Placed& formatter : tools.json_formatters()) {
    if (names_severity(formatter) || is_told_elsewhere(formatter)) continue;
    const app::Placed& google = tools.find(Instrument::GoogleCloud);
    check
        .report(*formatter.file, formatter.expr->span(),
                "Cloud Logging finds no `severity` in these records")
        .step(*google.file, google.expr->span(), "The program runs on Google Cloud");
  }
}

}  // namespace

extern constinit const Rule LOG018 = {
    .code = "LOG018",
    .name = "gcp-severity-missing",
    .family = Family::Logging,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::ApplicationScripts,
    .references = {"https://cloud.google.com/logging/docs/structured-logging",
                   "https://nhairs.github.io/python-json-logger/"},
    .risk =
        "All records have the level DEFAULT: nobody can filter for errors, alerts on them never "
        "fire, and Error Reporting sees none.",
    .advice = "Write `JsonFormatter(fmt, rename_fields={\"levelname\": \"severity\"})`.",
    .docs = R"md(
Cloud Logging takes the level of a JSON record from its key `severity`; python-json-logger calls it `levelname`.

```python bad
import logging

import functions_framework
from pythonjsonlogger.json import JsonFormatter

handler = logging.StreamHandler()
handler.setFormatter(JsonFormatter("%(asctime)s %(levelname)s %(message)s"))


@functions_framework.http
def hello(request) -> str:
    functions_framework.create_app()
    return "hello"
```

```python good
import logging

import functions_framework
from pythonjsonlogger.json import JsonFormatter

handler = logging.StreamHandler()
renamed = {"levelname": "severity"}
handler.setFormatter(JsonFormatter("%(levelname)s %(message)s", rename_fields=renamed))


@functions_framework.http
def hello(request) -> str:
    functions_framework.create_app()
    return "hello"
```

Reported where the code uses Google Cloud's or Firebase's libraries: it is likely to run there.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
