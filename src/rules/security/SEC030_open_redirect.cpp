#include "flow/flow.h"
#include "rules/flow_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

void check(ApplicationCheck& check) {
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Redirect)) {
    report_flow(check, *flow, "{} decides where `{}` sends the browser");
  }
}

}  // namespace

extern constinit const Rule SEC030 = {
    .code = "SEC030",
    .name = "open-redirect",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-601", "ASVS 1.2.2",
                   "https://cheatsheetseries.owasp.org/cheatsheets/"
                   "Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html"},
    .risk =
        "A link to your domain leads to somebody else's page that looks like yours and asks for "
        "the "
        "password; after a login, codes and tokens go there too.",
    .advice =
        "Redirect to a path of your own (`request.url_for(\"home\")`), or compare the host of the "
        "target with those that are allowed.",
    .docs = R"md(
A redirect to an address that a client gives sends whoever follows a link to your site to any other
site.

```python bad
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()

@app.get("/login/done")
def done(next: str) -> RedirectResponse:
    return RedirectResponse(next)
```

```python good
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()
PAGES = {"home": "/", "orders": "/orders"}

@app.get("/login/done")
def done(next: str) -> RedirectResponse:
    return RedirectResponse(PAGES.get(next, "/"))
```

Silent where the host or a path is written before the value (`f"/orders/{name}"`; a single `/` is
not enough: `//evil.example` is an address too), where the target was compared with allowed ones, or
tested to begin with `/` and not with `//`.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
