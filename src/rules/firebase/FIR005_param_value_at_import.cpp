#include <optional>

#include "app/values/value.h"
#include "rules/kept_for_nothing.h"
#include "rules/rule.h"
#include "rules/selection.h"
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

// Neither in a function nor below `if __name__ == "__main__":`.
bool runs_at_import(const semantic::FileModel& file, const Attribute& attribute) {
  if (file.enclosing_function(attribute) != nullptr || file.in_main_block(attribute)) return false;
  for (const Node* at = file.parent(attribute); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::Lambda)) return false;
  }
  return true;
}

class Search {
 public:
  explicit Search(ProjectCheck& check) : check_(check) {}

  void look_at(const semantic::FileModel& file, const Attribute& attribute) {
    if (file.text(attribute.attr) != "value" || attribute.context != Context::Load ||
        !runs_at_import(file, attribute) || parameter(file, *attribute.value) == nullptr) {
      return;
    }
    Draft draft =
        check_.report(file, attribute.span(), "`{}` is read while the module is imported",
                      {file.text(*attribute.value)});
    if (!kept_) kept_.emplace(check_.model());
    if (!kept_->holds(attribute)) return;
    draft.severity(Severity::Warning)
        .message("`{}` is read while the module is imported, and nothing uses what it gives",
                 {file.text(*attribute.value)})
        .risk(
            "Parameters have no values yet while `firebase deploy` imports the module: whoever "
            "uses the name one day gets the default or an empty text.")
        .fix(
            "Delete it, or keep the parameter itself, without `.value`, and give that to the "
            "options of decorators (not to `region`, which takes none).");
  }

 private:
  ProjectCheck& check_;
  std::optional<KeptForNothing> kept_;  // asked where there is something to report
};

void check(ProjectCheck& check) {
  Search search(check);
  for (const semantic::FileModel& file : check.model().files()) {
    if (!concerns(Where::Application, file.file().role)) continue;
    for (const auto* attribute : file.tree().nodes_of<Attribute>()) {
      search.look_at(file, *attribute);
    }
  }
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
    .on_project = check,
};

}  // namespace fastidious::rules
