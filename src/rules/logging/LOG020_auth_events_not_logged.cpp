#include <algorithm>
#include <string>

#include "app/effects/logging_reach.h"
#include "app/effects/route_errors.h"
#include "app/endpoints/purpose.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using semantic::Definition;

bool is_refusal(int status) { return status >= 400 && status <= 404; }

constexpr int kUnauthorized = 401, kForbidden = 403;

// Whether an exception handler writes down what is refused.
bool is_logged_by_handler(const app::Application& application, app::LoggingReach& reach) {
  for (const app::Surroundings& around : application.surroundings()) {
    for (const app::ExceptionHandler& one : around.exceptions) {
      const bool is_for_refusals = one.status == kUnauthorized || one.status == kForbidden ||
                                   app::is_class_named(one.name, "HTTPException");
      if (is_for_refusals && reach.of(one.handler.definition)) return true;
    }
  }
  return false;
}

// Address and status are enough for a token that is refused; who tried to log in is not in them.
bool is_logged_by_middleware(const app::Application& application, app::LoggingReach& reach) {
  for (const app::Surroundings& around : application.surroundings()) {
    for (const app::Middleware& one : around.middleware) {
      if (reach.of(one.entry())) return true;
    }
  }
  return false;
}

bool is_login(const app::Application& application, const Endpoint& endpoint) {
  if (endpoint.kind != Endpoint::Kind::Http || endpoint.route == nullptr || !endpoint.handler ||
      !changes_state(endpoint) || !app::takes_guessable_secret(endpoint) ||
      app::is_guarded_for_administrators(endpoint) ||  // nobody is let in by what these do
      endpoint.handler.file->file().role != project::Role::Application) {
    return false;
  }
  const std::vector<app::RouteError> errors =
      app::route_errors(application, endpoint.app->app, *endpoint.route);
  return std::any_of(errors.begin(), errors.end(), [](const app::RouteError& error) {
    return error.by_endpoint && is_refusal(error.status);
  });
}

bool logs(const app::Application& application, const Endpoint& endpoint, app::LoggingReach& reach) {
  bool found = reach.of(endpoint.handler);
  for (const app::RouteError& error :
       app::route_errors(application, endpoint.app->app, *endpoint.route)) {
    found = found || (error.mapping != nullptr && reach.of(error.mapping->handler));
  }
  app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
    found = found || reach.of(one.callable.definition);
  });
  return found;
}

// The dependency that guards most endpoints, if it is a function of the repository's that says 401
// or 403 itself.
Definition guard_of(const app::Application& application) {
  const Definition guard = application.code().definition(application.endpoints().usual_guard());
  if (as<FunctionDef>(guard.node) == nullptr) return {};
  const app::FunctionErrors& errors = application.errors().of(guard);
  const bool refuses =
      std::any_of(errors.raised.begin(), errors.raised.end(), [](const app::RaisedError& error) {
        return error.status.value == kUnauthorized || error.status.value == kForbidden;
      });
  return refuses ? guard : Definition{};
}

void check(ApplicationCheck& check) {
  const app::Application& application = check.application();
  const app::Instrumentation& tools = application.instrumentation();
  if (!tools.first_record() && !tools.has(knowledge::Instrument::LogConfiguration)) return;
  app::LoggingReach reach;
  std::vector<const Endpoint*> logins;
  for (const Endpoint& endpoint : application.endpoints().all()) {
    if (!is_login(application, endpoint)) continue;
    if (logs(application, endpoint, reach)) return;
    logins.push_back(&endpoint);
  }
  if (is_logged_by_handler(application, reach)) return;
  const Definition guard = guard_of(application);
  if (!logins.empty()) {
    const Endpoint& first = *logins.front();
    const bool alone = logins.size() == 1;
    const std::string who =
        alone ? "`" + first.label() + "` (`" + handler_name(first) + "`)" : labels_of(logins);
    Draft draft = check.report(*first.handler.file, span_of(first),
                               "{} {} a password or token without a log record",
                               {who, alone ? "accepts or refuses" : "accept or refuse"});
    list_endpoints(draft, logins);
  } else if (guard && !reach.of(guard) && !is_logged_by_middleware(application, reach)) {
    check
        .report(*guard.file, guard.node->as<FunctionDef>()->name_span,
                "`{}` refuses requests without a log record",
                {guard.file->text(guard.node->as<FunctionDef>()->name)})
        .fix(
            "Log each refusal at warning with the client's address (`request.client.host if "
            "request.client else None` of the `Request`, which a dependency gets by a parameter of "
            "that type). Never the key or "
            "token. Behind a proxy that "
            "address is the proxy's, unless the server trusts it: uvicorn and `fastapi run` by "
            "`--forwarded-allow-ips` (in code `forwarded_allow_ips=`) and the proxy's own "
            "address.");
  }
}

}  // namespace

extern constinit const Rule LOG020 = {
    .code = "LOG020",
    .name = "auth-events-not-logged",
    .family = Family::Logging,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"ASVS 16.3.1", "ASVS 16.3.2", "CWE-778",
                   "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html"},
    .risk =
        "Somebody who tries passwords or tokens one after the other leaves no trace, and after a "
        "break-in "
        "nobody can tell who was signed in.",
    .advice =
        "Log both outcomes: success at info with the id of the account, refusal at warning with "
        "the client's address (`request.client.host if request.client else None` of the "
        "`Request`, which an endpoint gets by a parameter of that type). Never the "
        "password. Behind a proxy that address is the proxy's, unless the server trusts it: "
        "uvicorn and `fastapi run` by `--forwarded-allow-ips` (in code `forwarded_allow_ips=`) and "
        "the proxy's own address.",
    .docs = R"md(
Endpoints that take a password, a code or a token and may refuse it, where neither they, what they call, their dependencies, an
exception handler of HTTP errors writes a log record. Where there is no such endpoint, the dependency that guards most endpoints, if no
middleware logs requests either. One finding for the application, which logs other things.

```python bad
import logging

from fastapi import FastAPI, HTTPException

from app.users import check_password

logger = logging.getLogger(__name__)
app = FastAPI()


@app.post("/login")
def login(name: str, password: str) -> str:
    if not check_password(name, password):
        raise HTTPException(401)
    return name


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
```

```python good
import logging

from fastapi import FastAPI, HTTPException

from app.users import check_password

logger = logging.getLogger(__name__)
app = FastAPI()


@app.post("/login")
def login(name: str, password: str) -> str:
    if not check_password(name, password):
        logger.warning("login failed")
        raise HTTPException(401)
    logger.info("login succeeded")
    return name
```

Any record on the way counts, and any function that is named like logging or auditing. Access logs of the server are not seen: they hold
the address and the status, not who it was.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
