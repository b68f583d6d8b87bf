#include "rules/app_name.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kAdvice =
    "Set `X-Content-Type-Options: nosniff`, `Strict-Transport-Security: max-age=31536000` "
    "and, for pages, `Content-Security-Policy: frame-ancestors 'none'` in one "
    "`@app.middleware(\"http\")`, or at the edge.";

using knowledge::Instrument;

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Instrumentation& tools = check.application().instrumentation();
  if (main->routes.empty() || tools.has(Instrument::SecurityHeaders)) return;
  check.report(*main->app, "No middleware sets security headers")
      .fix("{}", {with_name_of(*main->app, kAdvice)});
}

}  // namespace

extern constinit const Rule SEC091 = {
    .code = "SEC091",
    .name = "security-headers-missing",
    .family = Family::Security,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::ApplicationScripts,
    .references = {"ASVS 3.4.1", "ASVS 3.4.4",
                   "https://cheatsheetseries.owasp.org/cheatsheets/"
                   "REST_Security_Cheat_Sheet.html#security-headers"},
    .risk =
        "Browsers may guess at content types, show answers in frames of other pages, and use "
        "plain HTTP the first time.",
    .advice = kAdvice,
    .docs = R"md(
No code names `X-Content-Type-Options`, `Strict-Transport-Security`, `X-Frame-Options` or `Content-Security-Policy`, nor
uses a library that sets them.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
```

```python good
from fastapi import FastAPI, Request, Response

app = FastAPI()


@app.middleware("http")
async def security_headers(request: Request, call_next) -> Response:
    response = await call_next(request)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


@app.get("/orders")
def orders() -> None: ...
```

Reported once. Headers that a host, a proxy or a CDN sets are not seen.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
