#include <algorithm>

#include "app/endpoints/health.h"
#include "app/instrumentation/development_server.h"
#include "deploy/delivery.h"
#include "rules/app_name.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kAdvice =
    "Add a health endpoint without authentication, and name it in the platform's settings: "
    "`@app.get(\"/health\", include_in_schema=False)` above `async def health() -> dict[str, str]: "
    "return {\"status\": \"ok\"}`.";

using app::Route;

bool answers_get(const Route& route) {
  if (route.kind == Route::Kind::Mount || route.kind == Route::Kind::Function) return true;
  return std::any_of(route.methods.begin(), route.methods.end(),
                     [](const std::string& method) { return method == "GET" || method == "HEAD"; });
}

bool is_health_check(const Route& route) {
  return answers_get(route) &&
         (app::is_health_path(route.full_path) || app::is_health_path(route.path));
}

bool is_constant(const app::Value& value) {
  if (!value.known() || value.is(app::Value::Kind::Call)) return false;
  return std::all_of(value.items.begin(), value.items.end(), is_constant);
}

// `def root(): return {"status": "ok"}`: nothing but constants.
bool answers_constant(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (function == nullptr || route.full_path != "/" || !answers_get(route)) return false;
  const Stmt* last = function->body[function->body.size() - 1];
  const auto* result = last->as<Return>();
  return result != nullptr && function->body.size() <= 2 &&
         is_constant(app::evaluate(*route.handler.definition.file, result->value));
}

// Middleware and libraries that answer probes by themselves.
bool is_answered_elsewhere(const app::Surroundings& around) {
  return std::any_of(around.middleware.begin(), around.middleware.end(),
                     [](const app::Middleware& one) {
                       return one.name().find("ealth") != std::string_view::npos;
                     });
}

std::string_view file_name(const semantic::FileModel& file) {
  const std::string_view path = file.file().path;
  return path.substr(path.rfind('/') + 1);
}

// What the Dockerfiles' HEALTHCHECKs run.
std::vector<std::string_view> container_checks(const deploy::Delivery& delivery) {
  std::vector<std::string_view> commands;
  for (const auto& one : delivery.manifests().dockerfiles) {
    for (const deploy::Instruction& instruction : one.content.instructions()) {
      if (instruction.keyword == "HEALTHCHECK") commands.push_back(instruction.arguments.text());
    }
  }
  return commands;
}

// A script that a HEALTHCHECK runs, or that is named like one: "scripts/healthcheck.py".
bool is_probe(const semantic::FileModel& file, const std::vector<std::string_view>& commands) {
  const std::string name = lower_case(file_name(file));
  return name.starts_with("healthcheck") || name.starts_with("health_check") ||
         std::any_of(commands.begin(), commands.end(),
                     [&](std::string_view command) { return has_word(command, file_name(file)); });
}

bool can_be_probed(const Route& route) {
  return answers_get(route) && route.kind == Route::Kind::Http && route.path.size() > 1 &&
         route.path.find('{') == std::string::npos;
}

// Whether a text of the file, `f"http://127.0.0.1:{port}/api/about"`, ends with the route's path.
bool names_route(const semantic::FileModel& file, const Route& route) {
  const auto nodes = file.tree().nodes();
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* text = node->as<Constant>();
    return text != nullptr && text->is_str() && text->value.ends_with(route.path);
  });
}

// The container's check asks a route of another name, by itself or by a script.
bool is_asked_by_container(const DeliveryCheck& check, const app::AppRoutes& app) {
  const std::vector<std::string_view> commands = container_checks(check.delivery());
  std::vector<const semantic::FileModel*> probes;
  for (const semantic::FileModel& file : check.model().files()) {
    if (is_probe(file, commands)) probes.push_back(&file);
  }
  return std::any_of(app.routes.begin(), app.routes.end(), [&](const Route& route) {
    return can_be_probed(route) &&
           (std::any_of(commands.begin(), commands.end(),
                        [&](std::string_view command) {
                          return command.find(route.path) != command.npos;
                        }) ||
            std::any_of(probes.begin(), probes.end(),
                        [&](const auto* file) { return names_route(*file, route); }));
  });
}

// Routers that could not be followed may hold the route.
bool has_unknown_routes(const app::Router& router, int depth = 0) {
  constexpr int kMaxDepth = 12;
  if (depth > kMaxDepth) return true;
  for (const app::Registration& one : router.registrations) {
    if (one.kind != app::Registration::Kind::Include) continue;
    if (one.targets.empty()) return true;
    for (const app::Router* target : one.targets) {
      if (has_unknown_routes(*target, depth + 1)) return true;
    }
  }
  return false;
}

// One of a router that nobody is seen to include: it may be the one that could not be followed.
bool has_loose_health_check(const app::Application& application) {
  const auto& all = application.routers().all();
  return std::any_of(all.begin(), all.end(), [](const auto& router) {
    if (router->is_app) return false;
    const std::vector<Route> routes = app::effective_routes(*router);
    return std::any_of(routes.begin(), routes.end(),
                       [](const Route& one) { return is_health_check(one); });
  });
}

// `/api/v1/health`, if a page of the repository says that it is there; empty if none does.
std::string promised_path(std::string_view text) {
  constexpr std::string_view kWord = "health";
  const auto is_of_path = [](char byte) { return is_word_byte(byte) || byte == '-'; };
  for (std::size_t at = text.find(kWord); at != text.npos; at = text.find(kWord, at + 1)) {
    std::size_t begin = at, end = at;
    while (begin > 0 && (is_of_path(text[begin - 1]) || text[begin - 1] == '/')) --begin;
    while (end < text.size() && is_of_path(text[end])) ++end;
    const std::string_view path = text.substr(begin, end - begin);
    const bool is_of_url =
        begin > 0 && (text[begin - 1] == ':' || text[begin - 1] == '.' || text[begin - 1] == '}');
    const std::size_t root = is_of_url ? path.find('/') : 0;  // behind `localhost:8000`
    if (root == path.npos) continue;
    const std::string_view from_root = path.substr(root);
    if (from_root.starts_with('/') && !from_root.starts_with("//") &&
        app::is_health_path(from_root)) {
      return std::string(from_root);
    }
  }
  return {};
}

// Whether the page goes on with JSON: in the block that names the path, or in the next one.
bool shows_answer(std::string_view text, std::string_view path) {
  constexpr std::size_t kNear = 400;
  const std::size_t begin = text.find(path);
  const std::string_view next = text.substr(begin, kNear);
  const std::string_view part = next.substr(0, next.find("\n#"));  // up to the next heading
  for (std::size_t at = part.find('{'); at != part.npos; at = part.find('{', at + 1)) {
    const std::size_t value = part.find_first_not_of(" \n\r", at + 1);
    const bool is_sent = at > 0 && part[at - 1] == '\'';  // curl -d '{"name": …}'
    if (!is_sent && value != part.npos && part[value] == '"') return true;
  }
  return false;
}

// What clients were promised is what to return.
std::string as_shown(std::string advice, std::string_view page) {
  constexpr std::string_view kAnswer = "dict[str, str]: return {\"status\": \"ok\"}`.";
  const std::size_t at = advice.find(kAnswer);
  if (at == advice.npos) return advice;
  advice.replace(at, kAnswer.size(), "dict[str, object]:`, which returns what `");
  return advice.append(page) + "` shows for that path.";
}

std::string at_promised_path(std::string advice, const deploy::Delivery& delivery) {
  constexpr std::string_view kPath = "\"/health\"";
  for (const auto* pages : {&delivery.manifests().documents, &delivery.manifests().pages}) {
    for (const deploy::TextFile* page : *pages) {
      const std::string path = promised_path(page->text.view());
      const std::size_t at = advice.find(kPath);
      if (path.empty() || path == "/health" || at == advice.npos) continue;
      advice.replace(at, kPath.size(), "\"" + path + "\"");
      if (shows_answer(page->text.view(), path)) return as_shown(std::move(advice), page->path);
      return advice + " `" + page->path + "` names that path.";
    }
  }
  return advice;
}

const app::AppRoutes* larger(const app::AppRoutes* one, const app::AppRoutes* other) {
  if (one == nullptr || other == nullptr) return one == nullptr ? other : one;
  return other->routes.size() > one->routes.size() ? other : one;
}

// The application that the manifests start; where they do not say, the one with the most routes
// that is not for developers' machines.
const app::AppRoutes* deployed_app(const deploy::Delivery& delivery) {
  const app::AppRoutes* deployed = nullptr;
  for (const deploy::StartCommand* one : delivery.servers()) {
    if (!one->is_for_development) deployed = larger(deployed, one->served.app);
  }
  if (deployed != nullptr) return deployed;
  for (const app::AppRoutes* one : delivery.application().served_apps()) {
    if (!app::is_for_development(delivery.application(), *one)) deployed = larger(deployed, one);
  }
  return deployed;
}

// FastAPI(dependencies=[Depends(authenticated)]): whatever is added by a decorator is guarded, too.
bool refuses_strangers_everywhere(const app::Application& application, const app::AppRoutes& app) {
  const auto& all = application.endpoints().all();
  return app.app->argument("dependencies") &&
         std::all_of(all.begin(), all.end(),
                     [&](const app::Endpoint& one) { return one.app != &app || one.is_guarded(); });
}

void check(DeliveryCheck& check) {
  const app::AppRoutes* main = deployed_app(check.delivery());
  if (main == nullptr || main->routes.empty()) return;
  const Route* root = nullptr;
  for (const app::AppRoutes& one : check.application().apps()) {
    for (const Route& route : one.routes) {
      if (is_health_check(route)) return;
      if (&one == main && answers_constant(route)) root = &route;
    }
  }
  const bool has_more = has_unknown_routes(*main->app);
  if (has_more && has_loose_health_check(check.application())) return;
  if (is_answered_elsewhere(check.application().surroundings_of(*main))) return;
  if (is_asked_by_container(check, *main)) return;
  Draft draft =
      check.report(*main->app, "None of the {} routes is a health check", {main->routes.size()});
  draft.fix("{}", {at_promised_path(with_name_of(*main->app, kAdvice), check.delivery())});
  if (refuses_strangers_everywhere(check.application(), *main)) {
    draft.fix(
        "Add a health endpoint without authentication, and name it in the platform's settings: "
        "`app.add_route(\"/health\", health)` with `async def health(request: Request) -> "
        "Response: return PlainTextResponse(\"ok\")`, for which the dependencies of "
        "`FastAPI(dependencies=…)` do not hold.");
  }
  if (root != nullptr) {
    draft.severity(Severity::Warning)
        .step(*root->registered_at.file, root->registered_at.expr->span(),
              "`GET /` answers a constant: a probe may use it, but nobody knows that it does");
  } else if (has_more) {
    draft.confidence(Confidence::Medium);
  }
}

}  // namespace

extern constinit const Rule DEP019 = {
    .code = "DEP019",
    .name = "health-endpoint-missing",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://www.koyeb.com/docs/run-and-scale/health-checks",
                   "https://cloud.google.com/run/docs/configuring/healthchecks"},
    .risk =
        "The platform can only see whether the port is open: it keeps an instance that hangs, and "
        "sends requests to it.",
    .advice = kAdvice,
    .docs = R"md(
A service needs a path that answers 200 while it works: platforms ask it before they send traffic, and restart what does
not answer. Without one they test the TCP port, which is open long before the application can do anything.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def list_orders() -> list[str]:
    return load_orders()
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.get("/health", include_in_schema=False)
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/orders")
def list_orders() -> list[str]:
    return load_orders()
```

Taken as health checks are GET routes, mounts and Starlette routes whose last or last but one part is `health…`,
`live`, `livez`, `ready`, `readyz`, `readiness`, `ping`, `heartbeat`, `lbheartbeat`, `up`, `_ah` (underscores around
them do not matter), or `status` near the root, of any
application of the repository; middleware named after health; and a GET route that Docker's `HEALTHCHECK` asks, by
itself or by a script (also one called `healthcheck…`). A `GET /` that answers a constant makes it a warning.
Reported once, for the application that the Dockerfile, Procfile or platform starts; where none says it, the one with the
most routes that no other mounts and no development server (`reload=True`, `host="localhost"`) starts. Where routers are included that could not
be found, the finding asks for review.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
