#include "flow/flow.h"
#include "rules/flow_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

// A `;` begins an attribute of the cookie; no line break is needed.
bool sets_cookie(const flow::Flow& flow) {
  const std::string_view text = flow.file->text(flow.file->enclosing_statement(*flow.sink));
  return text.find("et-Cookie") != text.npos || text.find("et-cookie") != text.npos;
}

void check(ApplicationCheck& check) {
  const FlowsAt redirects = flows_at_sinks(check, flow::Danger::Redirect);
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Header)) {
    if (redirects.contains(flow->sink)) continue;  // SEC030
    Draft draft = report_flow(check, *flow, "{} becomes part of a header of the answer in `{}`");
    if (!sets_cookie(*flow)) draft.severity(Severity::Warning);
    const std::string_view text = flow->file->text(flow->file->enclosing_statement(*flow->sink));
    if (text.find("isposition") == text.npos) {
      draft.fix("Encode what goes into the header: `quote(value)` of `urllib.parse`.");
    } else if (text.find("FileResponse(") != text.npos && text.find("filename=") != text.npos) {
      draft.fix(
          "Leave `Content-Disposition` to `FileResponse(…, filename=name)`, which encodes it.");
    }
  }
}

}  // namespace

extern constinit const Rule SEC036 = {
    .code = "SEC036",
    .name = "response-header-injection",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-113", "ASVS 5.4.2", "https://www.rfc-editor.org/rfc/rfc6266"},
    .risk =
        "A line break in the value begins a header of the attacker's where the server does not "
        "refuse "
        "it; a quote in the name of a download changes its ending.",
    .advice =
        "Encode it: `headers={\"Content-Disposition\": f\"attachment; "
        "filename*=UTF-8''{quote(name)}\"}`; or use `FileResponse(path, filename=name)`, which "
        "does.",
    .docs = R"md(
Text from the path, query or body becomes part of a header of the answer as it is. `uvicorn` and
`hypercorn` refuse line breaks, other servers do not all; and in `Content-Disposition` a quote is enough to give a
download another name than the page shows.

```python bad
from fastapi import FastAPI, Response

app = FastAPI()

@app.get("/export")
def export(name: str) -> Response:
    return Response("a;b", headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})
```

```python good
from urllib.parse import quote

from fastapi import FastAPI, Response

app = FastAPI()

@app.get("/export")
def export(name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}.csv"
    return Response("a;b", headers={"Content-Disposition": disposition})
```

A warning, except for `Set-Cookie`; where `Location` leads is SEC030's. Headers that repeat a header of the request are silent, as servers take no line breaks in those; so
are numbers, UUIDs, Enums and what `quote()` gives.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
