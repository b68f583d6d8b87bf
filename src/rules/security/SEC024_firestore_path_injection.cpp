#include "flow/flow.h"
#include "rules/flow_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

void check(ApplicationCheck& check) {
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Firestore)) {
    report_flow(check, *flow, "{} becomes part of a path of Firestore in `{}`");
  }
}

}  // namespace

extern constinit const Rule SEC024 = {
    .code = "SEC024",
    .name = "firestore-path-injection",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-943", "OWASP API8:2023", "ASVS 1.2.4",
                   "https://firebase.google.com/docs/firestore/data-model"},
    .risk =
        "A `/` in the value leads to another collection or document than the one that was meant; "
        "as a "
        "field's name it reads what is not shown.",
    .advice =
        "Take it as a UUID, or with `Path(pattern=\"^[A-Za-z0-9_-]+$\")` from `fastapi`, before "
        "it becomes part of a path.",
    .docs = R"md(
`collection()` and `document()` of Firestore take paths: `a/b/c` goes through three of them. A
client's text that becomes one leads wherever it likes; one that names the field of a query compares
what it likes.

```python bad
from fastapi import FastAPI
from firebase_admin import firestore

app = FastAPI()

@app.get("/carts")
def cart(cart_id: str) -> dict:
    return firestore.client().collection("carts").document(cart_id).get().to_dict()
```

```python good
from uuid import UUID

from fastapi import FastAPI
from firebase_admin import firestore

app = FastAPI()

@app.get("/carts")
def cart(cart_id: UUID) -> dict:
    return firestore.client().collection("carts").document(str(cart_id)).get().to_dict()
```

Parameters of the path that end at the next `/` cannot hold one and are silent, as are UUIDs,
numbers, Enums and text with a `pattern`.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
