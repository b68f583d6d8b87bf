#include "flow/flow.h"
#include "rules/flow_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

void check(ApplicationCheck& check) {
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Csv)) {
    report_flow(check, *flow, "{} becomes a cell that a spreadsheet may compute in `{}`");
  }
}

}  // namespace

extern constinit const Rule SEC037 = {
    .code = "SEC037",
    .name = "csv-formula",
    .family = Family::Security,
    .tier = Tier::P2,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-1236", "ASVS 1.2.10",
                   "https://owasp.org/www-community/attacks/CSV_Injection"},
    .risk =
        "A cell that begins with `=`, `+`, `-` or `@` is a formula in the spreadsheet of whoever "
        "opens "
        "the file: it sends other cells away, or asks to run a program.",
    .advice =
        "Put a `'` before text that begins so: `\"'\" + text if text[:1] in \"=+-@\\t\\r\" else "
        "text`.",
    .docs = R"md(
Spreadsheets compute what a cell of a CSV file says. Text that a client sent becomes such a cell.

```python bad
import csv
import io

from fastapi import FastAPI

app = FastAPI()

@app.get("/export")
def export(title: str) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(["title", title])
    return out.getvalue()
```

```python good
import csv
import io

from fastapi import FastAPI

app = FastAPI()

@app.get("/export")
def export(number: int) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(["number", number])
    return out.getvalue()
```

Numbers, dates and what was compared with allowed values are silent. Text that comes from the
database is not followed.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
