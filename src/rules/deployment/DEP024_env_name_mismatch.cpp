#include <string>

#include "deploy/environment/contract.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  for (const deploy::MisspeltVariable& one : check.delivery().environment().misspelt()) {
    const deploy::VariableRead& read = one.read->reads.front();
    Draft draft = check.report(*one.mention.file, one.mention.span,
                               "Nothing reads `{}`; the application reads `{}`, which nobody names",
                               {one.name, one.read->name});
    draft.step(*read.file, read.span, "`{}` is read here", {one.read->name})
        .edit(one.mention.span, one.read->name);
  }
}

}  // namespace

extern constinit const Rule DEP024 = {
    .code = "DEP024",
    .name = "env-name-mismatch",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Everywhere,
    .references = {"https://12factor.net/config"},
    .risk =
        "Whoever sets the one wonders why nothing changes: the application takes its default, or "
        "fails.",
    .advice = "Write the name that the code reads, with the prefix of its settings class.",
    .docs = R"md(
A variable in an example of an env file, or in the list that a deployed container gets, that nothing reads, beside one that is read and
that nothing documents or provides, where the two names differ by a letter or two, by case (`os.environ` minds it, settings do not), or by the
prefix of the settings class.

```python bad
# --- .env.example
DATABASE_URI=postgresql://localhost/app
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
```

```python good
# --- .env.example
DATABASE_URL=postgresql://localhost/app
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
```

Names that differ by digits only are different variables, and so are short ones.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
