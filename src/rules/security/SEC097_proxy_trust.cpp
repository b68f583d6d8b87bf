#include "app/instrumentation/development_server.h"
#include "app/values/value.h"
#include "rules/rule.h"
#include "semantic/middleware.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

bool trusts_all(const FileModel& file, const Expr* value) {
  if (value == nullptr) return false;
  const app::Value hosts = app::evaluate(file, value);
  if (hosts.text == "*") return true;
  for (const app::Value& one : hosts.items) {
    if (one.text == "*") return true;
  }
  return false;
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const std::string_view target = check.target();
  const bool serves = target == "uvicorn.run" || target == "uvicorn.Config";
  const bool adds = semantic::adds_middleware(
      file, call, "uvicorn.middleware.proxy_headers.ProxyHeadersMiddleware");
  if (!serves && !adds) return;
  if (serves && app::is_development_server(file, call)) return;
  const Expr* trusted =
      semantic::argument(file, call, -1, serves ? "forwarded_allow_ips" : "trusted_hosts");
  if (!trusts_all(file, trusted)) return;
  check.report(*trusted, "`X-Forwarded-For` is believed whoever sends it");
}

}  // namespace

extern constinit const Rule SEC097 = {
    .code = "SEC097",
    .name = "proxy-trust",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Low,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"CWE-348", "ASVS 4.1.3", "https://www.uvicorn.org/settings/#http",
                   "https://fastapi.tiangolo.com/advanced/behind-a-proxy/"},
    .risk =
        "With `*` uvicorn takes the first address of the header, which any client can write: "
        "limits "
        "by address, allow-lists and logs then hold what the client wants them to.",
    .advice =
        "Name the proxies' addresses: `forwarded_allow_ips=\"10.0.0.5\"`, or from uvicorn 0.31 on "
        "their network; `*` only where the "
        "platform replaces the header and nobody reaches the instance directly.",
    .docs = R"md(
`uvicorn.run(forwarded_allow_ips="*")` and `ProxyHeadersMiddleware` with `trusted_hosts="*"`.

```python bad
import uvicorn

uvicorn.run("app.main:app", host="0.0.0.0", forwarded_allow_ips="*")
```

```python good
import uvicorn

uvicorn.run("app.main:app", host="0.0.0.0", forwarded_allow_ips="10.0.0.1")
```

Review is requested with low confidence: on Cloud Run and Koyeb nobody but the platform's proxy reaches the instance.
Not reported: servers that
reload the code or listen to their own machine alone. Command lines and `FORWARDED_ALLOW_IPS` are not seen.
)md",
    .calls = {"uvicorn.run", "uvicorn.Config", "fastapi.FastAPI.add_middleware",
              "starlette.applications.Starlette.add_middleware", "fastapi.middleware.Middleware",
              "uvicorn.middleware.proxy_headers.ProxyHeadersMiddleware"},
    .on_call = check,
};

}  // namespace fastidious::rules
