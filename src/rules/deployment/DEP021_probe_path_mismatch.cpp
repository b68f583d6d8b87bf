#include <algorithm>
#include <array>
#include <string>

#include "app/endpoints/health.h"
#include "app/routes/path_pattern.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::Port;
using deploy::Probe;
using deploy::StartCommand;

// Paths that FastAPI serves by itself.
constexpr std::array<std::string_view, 3> kBuiltIn = {"/docs", "/redoc", "/openapi.json"};

bool matches(const std::string& path, const app::Endpoint& endpoint) {
  if (endpoint.path == path) return true;
  return app::PathPattern(endpoint.path).covers(app::PathPattern(path));
}

bool answers_get(const app::Endpoint& endpoint) {
  const auto& methods = endpoint.methods;
  return std::find(methods.begin(), methods.end(), "GET") != methods.end() ||
         std::find(methods.begin(), methods.end(), "*") != methods.end();
}

enum class Answer : std::uint8_t { Served, Redirected, Missing, Unknown };

// With or without the slash at its end: what Starlette looks for when nothing has the path.
std::string other_form(const std::string& path) {
  return path.ends_with('/') ? path.substr(0, path.size() - 1) : path + "/";
}

// What a GET of the path gets.
Answer answer_of(const DeliveryCheck& check, const std::string& path) {
  const app::Application& application = check.application();
  if (path.find('*') != path.npos || path.find('$') != path.npos) return Answer::Unknown;
  if (std::find(kBuiltIn.begin(), kBuiltIn.end(), path) != kBuiltIn.end()) return Answer::Unknown;
  const auto& endpoints = application.endpoints().all();
  const std::string other = other_form(path);
  Answer answer = endpoints.empty() ? Answer::Unknown : Answer::Missing;
  for (const app::Endpoint& endpoint : endpoints) {
    if (endpoint.kind != app::Endpoint::Kind::Http || endpoint.route == nullptr) continue;
    if (!endpoint.route->path_is_known) return Answer::Unknown;
    if (!answers_get(endpoint)) continue;
    if (matches(path, endpoint)) return Answer::Served;
    if (endpoint.path == other) answer = Answer::Redirected;
  }
  return answer;
}

// Whether a route takes whatever no other one does: `/{path:path}`. Then no slash is mended.
bool has_catch_all(const DeliveryCheck& check) {
  const auto& all = check.application().endpoints().all();
  return std::any_of(all.begin(), all.end(), [](const app::Endpoint& one) {
    return one.route != nullptr && one.route->full_path.starts_with("/{") &&
           one.route->full_path.ends_with(":path}") &&
           one.route->full_path.find('/', 1) == std::string::npos;
  });
}

// Whether something may answer that is no route: a mount, middleware, a library that adds routes.
bool may_answer_otherwise(const DeliveryCheck& check) {
  for (const app::AppRoutes* one : check.application().served_apps()) {
    for (const app::Route& route : one->routes) {
      if (route.kind == app::Route::Kind::Mount && route.mounted == nullptr) return true;
      if (!route.path_is_known) return true;
    }
  }
  return check.application().served_apps().size() != 1;
}

// A health check that is there; empty if there is none.
std::string suggestion(const DeliveryCheck& check) {
  for (const app::Endpoint& endpoint : check.application().endpoints().all()) {
    const bool is_plain = answers_get(endpoint) && endpoint.path.find('{') == std::string::npos;
    if (is_plain && app::is_health_path(endpoint.path)) return endpoint.path;
  }
  return {};
}

void check_path(DeliveryCheck& check, const Probe& probe) {
  const Answer answer = answer_of(check, probe.path);
  if (answer == Answer::Redirected && has_catch_all(check)) {
    check
        .report(*probe.file, probe.span,
                "The probe of `{}` reaches the catch-all route, not the health check: that one {} "
                "a slash",
                {probe.path, probe.path.ends_with('/') ? "has not" : "ends with"})
        .confidence(Confidence::Medium)
        .risk(
            "What the catch-all answers says nothing of the instance: with a 404 it never becomes "
            "healthy, with a 200 it always is.")
        .fix("Probe the path as the route has it: `{}`.", {other_form(probe.path)});
    return;
  }
  if (answer == Answer::Redirected) {
    check
        .report(*probe.file, probe.span, "The probe of `{}` is redirected: the route {} a slash",
                {probe.path, probe.path.ends_with('/') ? "has not" : "ends with"})
        .confidence(Confidence::Medium)
        .risk(
            "Probes that do not follow redirects take 307 for a failure, or for a success of "
            "nothing.")
        .fix("Probe the path as the route has it: `{}`.", {other_form(probe.path)});
    return;
  }
  if (answer != Answer::Missing || may_answer_otherwise(check)) return;
  Draft draft = check.report(*probe.file, probe.span,
                             "The probe asks for `{}`, which no route answers", {probe.path});
  const std::string there = suggestion(check);
  if (!there.empty()) draft.fix("Probe `{}`, which is there.", {there});
}

// The port on which the container of the probe listens; nothing if it is not fixed.
const StartCommand* server_of(const DeliveryCheck& check, const Probe& probe) {
  for (const StartCommand* one : check.delivery().servers()) {
    if (probe.image != nullptr && one->image == probe.image) return one;
  }
  return nullptr;
}

void check_port(DeliveryCheck& check, const Probe& probe) {
  const StartCommand* server = server_of(check, probe);
  if (server == nullptr || !probe.port) return;
  const Port& port = server->server.port;
  const bool fixed = port.kind == Port::Kind::Literal || port.kind == Port::Kind::Default;
  if (!fixed || !port.number || *port.number == *probe.port) return;
  check.report(*probe.file, probe.span, "The probe asks port {}, `{}` listens on {}",
               {*probe.port, deploy::name_of(server->server.server), *port.number});
}

bool is_of_application(const DeliveryCheck& check, const Probe& probe) {
  if (probe.origin != Probe::Origin::HealthCheck) return true;
  const StartCommand* server = server_of(check, probe);
  return server != nullptr && server->served.kind != deploy::ServedObject::Kind::Object;
}

// A compose file's service is ours if it builds the image that serves us.
bool is_certain(const DeliveryCheck& check, const Probe& probe) {
  if (probe.origin != Probe::Origin::Compose) return true;
  return check.delivery().images().size() == 1;
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  for (const Probe& probe : check.delivery().probes()) {
    const bool local =
        deploy::is_for_development(probe.file->path) && probe.origin != Probe::Origin::Compose;
    if (local || !is_of_application(check, probe) || !is_certain(check, probe)) continue;
    check_path(check, probe);
    check_port(check, probe);
  }
}

}  // namespace

extern constinit const Rule DEP021 = {
    .code = "DEP021",
    .name = "probe-path-mismatch",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"https://www.koyeb.com/docs/run-and-scale/health-checks",
                   "https://docs.docker.com/reference/dockerfile/#healthcheck"},
    .risk =
        "The probe gets 404 or no connection: a healthy instance is restarted, or never gets "
        "traffic.",
    .advice = "Probe a route that is there, on the port on which the server listens.",
    .docs = R"md(
The path or port of a probe (HEALTHCHECK, compose, Cloud Run's `startupProbe`, Koyeb's `--checks`) that the application does not serve.

```python bad
# --- Dockerfile
FROM python:3.12-slim
COPY . .
HEALTHCHECK CMD curl -f http://localhost:8000/healthz || exit 1
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
```

```python good
# --- Dockerfile
FROM python:3.12-slim
COPY . .
HEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
```

A path that only a redirect for a missing slash answers asks for review. Silent where several applications are served, where something is
mounted that we do not know, and for paths with variables.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
