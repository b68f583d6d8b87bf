#include <algorithm>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Middleware;

// Middleware of libraries that answers requests by itself.
constexpr std::string_view kAnswering[] = {"TrustedHostMiddleware",    "HTTPSRedirectMiddleware",
                                           "AuthenticationMiddleware", "SlowAPIMiddleware",
                                           "SlowAPIASGIMiddleware",    "RateLimitMiddleware"};

bool is_response(std::string_view name) {
  return name == "fastapi.Response" || name.ends_with("Response");
}

// Whether the function makes a response or raises an HTTP error instead of passing the request on.
bool answers(const semantic::FileModel& file, const FunctionDef& function) {
  for (const Node* node : file.tree().subtree(function)) {
    const auto* raise = node->as<Raise>();
    if (raise != nullptr && semantic::http_error(file, *raise)) return true;
    const auto* call = node->as<Call>();
    if (call != nullptr && is_response(file.resolve(*call->func))) return true;
  }
  return false;
}

bool answers(const Middleware& middleware) {
  const auto* known = std::find_if(
      std::begin(kAnswering), std::end(kAnswering),
      [&](std::string_view name) { return app::is_class_named(middleware.name(), name); });
  if (known != std::end(kAnswering)) return true;
  const app::Definition entry = middleware.entry();
  return entry && answers(*entry.file, *entry.node->as<FunctionDef>());
}

std::string_view name_of(const Middleware& middleware) {
  const app::Definition entry = middleware.entry();
  if (!middleware.name().empty()) {
    return middleware.name().substr(middleware.name().rfind('.') + 1);
  }
  return entry ? entry.file->text(entry.node->as<FunctionDef>()->name) : std::string_view("?");
}

void check_app(const app::Surroundings& around, ApplicationCheck& check) {
  const Middleware* outer = nullptr;
  for (const Middleware& one : around.middleware) {
    if (app::is_class_named(one.name(), "CORSMiddleware")) {
      if (outer == nullptr) return;
      check
          .report(*one.added_at.file, one.added_at.expr->span(),
                  "CORS is inside of `{}`, which answers requests itself", {name_of(*outer)})
          .step(*outer->added_at.file, outer->added_at.expr->span(),
                "Added later, or listed before: it sees requests first");
      return;
    }
    if (outer == nullptr && answers(one)) outer = &one;
  }
}

void check(ApplicationCheck& check) {
  for (const app::Surroundings& around : check.application().surroundings()) {
    check_app(around, check);
  }
}

}  // namespace

extern constinit const Rule SEC086 = {
    .code = "SEC086",
    .name = "cors-not-outermost",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/advanced/middleware/",
                   "https://www.starlette.io/middleware/#corsmiddleware"},
    .risk =
        "What the outer middleware answers has no CORS headers: browsers hide the 401 or 429 from "
        "the page, which sees a network error, and preflight requests are refused for want of "
        "credentials.",
    .advice =
        "Add `CORSMiddleware` last (the last one added sees requests first), or put it first in "
        "`middleware=[…]`.",
    .docs = R"md(
The middleware that is added last is the outermost; in `FastAPI(middleware=[…])` it is the first one of the list.
`@app.middleware("http")` counts as adding.

```python bad
from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "Authorization" not in request.headers:
        return JSONResponse({"detail": "Not authenticated"}, status_code=401)
    return await call_next(request)
```

```python good
from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "Authorization" not in request.headers:
        return JSONResponse({"detail": "Not authenticated"}, status_code=401)
    return await call_next(request)


app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])
app.add_middleware(GZipMiddleware)
```

Reported only if something outside of CORS answers requests itself: a function or class of the repository that makes a
response or raises an HTTP error, host checks, redirects, authentication and rate limits of libraries.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
