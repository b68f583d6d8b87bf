#include "app/values/value.h"
#include "rules/rule.h"
#include "semantic/model.h"

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

// `REGION = StringParam("REGION").value`, and nothing names REGION.
bool is_kept_for_nothing(const semantic::FileModel& file, const Attribute& attribute) {
  const auto* assign = as<Assign>(file.parent(attribute));
  const auto* target = assign != nullptr && assign->targets.size() == 1
                           ? assign->targets.front()->as<Name>()
                           : nullptr;
  if (target == nullptr) return false;
  const std::string_view name = file.text(target->name);
  const auto names = file.tree().nodes_of<Name>();
  const bool is_named = std::any_of(names.begin(), names.end(), [&](const Name* one) {
    return one->name == target->name && one->context == Context::Load;
  });
  if (is_named) return false;
  for (const semantic::FileModel& one : file.project().files()) {
    if (&one != &file && one.file().text.view().find(name) != std::string_view::npos) return false;
  }
  return true;
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
  Draft draft = check.report(attribute, "`{}` is read while the module is imported",
                             {file.text(*attribute.value)});
  if (!is_kept_for_nothing(file, attribute)) return;
  draft.severity(Severity::Warning)
      .message("`{}` is read while the module is imported, and nothing uses what it gives",
               {file.text(*attribute.value)})
      .risk(
          "Parameters have no values yet while `firebase deploy` imports the module: whoever uses "
          "the name one day gets the default or an empty text.")
      .fix(
          "Delete it, or keep the parameter itself, without `.value`, and give that to the options "
          "of decorators (not to `region`, which takes none).");
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
