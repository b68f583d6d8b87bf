#include <algorithm>
#include <vector>

#include "app/endpoints/health.h"
#include "app/strangers/exemption.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;

constexpr std::string_view kTrustedHost = "TrustedHostMiddleware";

// "/status" behind a login may show anything; only names that mean nothing else are blamed.
bool may_mean_else(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path.ends_with("/status");
}

// "/gateway/whatsapp/health" among routes of other parts: what its users ask, and no platform.
bool is_about_a_part(const Endpoint& endpoint, const app::Application& application) {
  const std::string part = app::part_checked(endpoint.path);
  if (part.empty()) return false;
  const auto& all = application.endpoints().all();
  return !std::all_of(all.begin(), all.end(), [&](const Endpoint& other) {
    return other.app != endpoint.app || lower_case(other.path).find(part) != std::string::npos;
  });
}

bool is_health_check(const Endpoint& endpoint) {
  return endpoint.kind == Endpoint::Kind::Http && app::is_health_path(endpoint.path) &&
         std::find(endpoint.methods.begin(), endpoint.methods.end(), "GET") !=
             endpoint.methods.end();
}

// The guard asks a list that is not seen which paths it leaves out.
bool may_be_left_out(const Endpoint& endpoint, const app::Application& application) {
  for (const app::Surroundings& around : application.surroundings()) {
    for (const app::Middleware& one : around.middleware) {
      if (app::may_leave_paths_out(one.entry())) return true;
    }
  }
  const auto& evidence = endpoint.authentication.evidence;
  return std::any_of(evidence.begin(), evidence.end(),
                     [](const app::Evidence& one) { return app::may_leave_paths_out(one.at); });
}

bool is_limited_by_middleware(const Endpoint& endpoint) {
  return endpoint.authentication.rate_limit == "limited by middleware";
}

// Whether a module that middleware comes from, or its limiter, writes the path down: it knows it,
// and most likely to let it through.
bool is_named_by_middleware(const Endpoint& endpoint, const app::Application& application) {
  if (endpoint.app == nullptr) return false;
  const auto names_it = [&endpoint](const app::FileModel& file) {
    const auto texts = file.tree().nodes_of<Constant>();
    return std::any_of(texts.begin(), texts.end(), [&](const Constant* one) {
      return one->is_str() && one->value.size() > 1 && one->value == endpoint.path;
    });
  };
  for (const app::Middleware& one : application.surroundings_of(*endpoint.app).middleware) {
    const app::Definition entry = one.entry();
    if (!entry || entry.file == endpoint.route->registered_at.file) continue;
    if (names_it(*entry.file)) return true;
  }
  return false;
}

bool is_limited(const Endpoint& endpoint) { return !endpoint.authentication.rate_limit.empty(); }

// TrustedHostMiddleware that answers 400 to a probe by address; null if there is none.
const app::Middleware* host_check(const Endpoint& endpoint, const app::Application& application) {
  if (endpoint.app == nullptr) return nullptr;
  const app::Surroundings& around = application.surroundings_of(*endpoint.app);
  const app::Middleware* found = around.find_middleware(kTrustedHost);
  if (found == nullptr || found->condition != nullptr) return nullptr;
  const app::Value hosts = app::evaluate(found->option("allowed_hosts"));
  if (!hosts.is_sequence() || hosts.items.empty()) return nullptr;
  const bool any = std::any_of(hosts.items.begin(), hosts.items.end(), [](const app::Value& host) {
    return !host.known() || host.text == "*";
  });
  return any ? nullptr : found;
}

bool is_guarded_by_middleware(const Endpoint& endpoint) {
  const auto& evidence = endpoint.authentication.evidence;
  return std::any_of(evidence.begin(), evidence.end(),
                     [](const app::Evidence& one) { return one.what.starts_with("middleware "); });
}

// Where the guard is to be taken off: the rule's own advice is about that of the application.
void advise(Draft& draft, const Endpoint& endpoint) {
  if (is_guarded_by_middleware(endpoint)) {
    draft.fix(
        "Let its path through in the middleware: `if request.url.path == \"{}\": return await "
        "call_next(request)`.",
        {endpoint.path});
  } else if (!endpoint.app->app->argument("dependencies")) {
    draft.fix(
        "Take the dependency that refuses off this endpoint and its routers, or add a health "
        "check beside it that asks for nothing and tells nothing.");
  }
}

void add_evidence(Draft& draft, const Endpoint& endpoint) {
  for (const app::Evidence& one : endpoint.authentication.evidence) {
    if (one.at) draft.step(*one.at.file, one.at.expr->span(), "{}", {one.what});
  }
}

// How the route gets out of the limit: slowapi has a decorator, middleware of one's own has not.
std::string_view exemption(const Endpoint& endpoint, const app::Application& application) {
  const bool has_limiter = !application.code().calls_of("slowapi.Limiter").empty();
  if (has_limiter) return "Exempt the route from the limit: `@limiter.exempt`.";
  return is_limited_by_middleware(endpoint)
             ? "Let its path through in the middleware that limits."
             : "Take the limit off this route.";
}

void report(const Endpoint& endpoint, const app::Middleware* hosts, ApplicationCheck& check) {
  const app::Placed& at = endpoint.route->registered_at;
  if (endpoint.is_guarded()) {
    Draft draft = check.report(*at.file, at.expr->span(),
                               "The health check `{}` asks for credentials", {endpoint.label()});
    advise(draft, endpoint);
    add_evidence(draft, endpoint);
  } else if (hosts != nullptr) {
    check
        .report(*at.file, at.expr->span(),
                "The health check `{}` is refused for hosts that are not listed",
                {endpoint.label()})
        .confidence(Confidence::Medium)
        .risk(
            "Probes that go to the instance's address carry that as `Host` and get 400; the "
            "instance never becomes healthy.")
        .fix(
            "Add the host that the platform's probe sends to `allowed_hosts`, or check hosts at "
            "the edge.")
        .step(*hosts->added_at.file, hosts->added_at.expr->span(), "Hosts are checked here");
  } else {
    check
        .report(*at.file, at.expr->span(), "The health check `{}` is rate limited",
                {endpoint.label()})
        .confidence(Confidence::Medium)
        .severity(Severity::Suggestion)
        .risk(
            "Probes count against the limit: where it is low, or much else comes from the same "
            "address, they get 429 and the platform restarts a healthy instance.")
        .fix(exemption(endpoint, check.application()));
  }
}

void check(ApplicationCheck& check) {
  const Endpoint* refused = nullptr;
  const app::Middleware* hosts = nullptr;
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    if (endpoint.route == nullptr || !is_health_check(endpoint)) continue;
    const app::Middleware* check_of_hosts = host_check(endpoint, check.application());
    if (endpoint.is_guarded() && may_be_left_out(endpoint, check.application())) {
      return;
    }
    if (!endpoint.is_guarded() && !is_limited(endpoint) && check_of_hosts == nullptr) return;
    if (!endpoint.is_guarded() && is_limited_by_middleware(endpoint) &&
        check_of_hosts == nullptr && is_named_by_middleware(endpoint, check.application())) {
      return;
    }
    if (refused != nullptr || may_mean_else(endpoint.path) ||
        is_about_a_part(endpoint, check.application())) {
      continue;
    }
    refused = &endpoint;
    hosts = check_of_hosts;
  }
  if (refused != nullptr) report(*refused, hosts, check);
}

}  // namespace

extern constinit const Rule DEP020 = {
    .code = "DEP020",
    .name = "health-endpoint-guarded",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://www.koyeb.com/docs/run-and-scale/health-checks",
                   "https://fastapi.tiangolo.com/tutorial/dependencies/global-dependencies/"},
    .risk =
        "The platform's probe has no credentials: it gets 401, so the deployment never becomes "
        "healthy and is rolled back or restarted for ever.",
    .advice =
        "Take the dependency off the application and give it to the routers that need it: "
        "`app.include_router(orders, dependencies=[Depends(authenticated)])`; the health route "
        "stays outside.",
    .docs = R"md(
Dependencies of `FastAPI(dependencies=[…])` and of routers apply to every route below, the health check too.

```python bad
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer


def authenticated(token=Depends(HTTPBearer())) -> None:
    if not is_valid(token):
        raise HTTPException(401)


app = FastAPI(dependencies=[Depends(authenticated)])


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
```

```python good
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer


def authenticated(token=Depends(HTTPBearer())) -> None:
    if not is_valid(token):
        raise HTTPException(401)


app = FastAPI()
orders = APIRouter(dependencies=[Depends(authenticated)])
app.include_router(orders)


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
```

Reported once, and only if no health check is open to everybody: a second one with details may well be guarded. Left
alone are those of a part of the application, `/gateway/whatsapp/health`: its users ask them, and no platform. A rate
limit (unless lifted, `@limiter.exempt`), and `TrustedHostMiddleware` with a list of hosts, ask for review.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
