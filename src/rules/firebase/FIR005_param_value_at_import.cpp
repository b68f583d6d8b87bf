#include "app/values/value.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kParams = "firebase_functions.params.";

// The call that makes the parameter that `expr` is; null if it is none.
const Call* parameter(const semantic::FileModel& file, const Expr& expr) {
  const app::Followed followed = app::follow({&file, &expr});
  if (!followed.value) return nullptr;
  const auto* call = followed.value.expr->as<Call>();
  if (call == nullptr) return nullptr;
  const std::string_view target = followed.value.file->resolve(*call->func);
  return target.starts_with(kParams) && target.ends_with("Param") ? call : nullptr;
}

void check(const Node& node, Check& check) {
  const auto& attribute = *node.as<Attribute>();
  const semantic::FileModel& file = check.file();
  if (file.text(attribute.attr) != "value" || attribute.context != Context::Load) return;
  if (file.enclosing_function(attribute) != nullptr || file.in_main_block(attribute)) return;
  for (const Node* at = file.parent(attribute); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::Lambda)) return;
  }
  const Call* made = parameter(file, *attribute.value);
  if (made == nullptr) return;
  check.report(attribute, "`{}` is read while the module is imported",
               {file.text(*attribute.value)});
}

}  // namespace

extern constinit const Rule FIR005 = {
    .code = "FIR005",
    .name = "param-value-at-import",
    .family = Family::Firebase,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://firebase.google.com/docs/functions/config-env"},
    .risk =
        "`firebase deploy` imports the module to find the functions, when parameters have no "
        "values yet: it "
        "deploys the default or an empty text, or fails.",
    .advice =
        "Read `.value` inside the function; options of decorators take the parameter itself, "
        "without "
        "`.value`.",
    .docs = R"md(
`.value` of a parameter (`StringParam`, `SecretParam`, …) at module level.

```python bad
from firebase_functions.params import StringParam

REGION = StringParam("REGION").value
```

```python good
from firebase_functions import https_fn
from firebase_functions.params import StringParam

GREETING = StringParam("GREETING")


@https_fn.on_request()
def hello(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(GREETING.value)
```
)md",
    .kinds = {Kind::Attribute},
    .on_node = check,
};

}  // namespace fastidious::rules
