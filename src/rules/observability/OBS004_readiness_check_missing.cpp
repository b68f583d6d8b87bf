#include <algorithm>
#include <array>
#include <set>

#include "app/endpoints/health.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using semantic::Definition;

constexpr std::size_t kMostFunctions = 40;

constexpr std::string_view kDatabases[] = {"sqlalchemy.", "sqlmodel.", "psycopg",
                                           "asyncpg.",    "redis.",    "google.cloud.firestore",
                                           "pymongo.",    "motor.",    "firebase_admin.",
                                           "tortoise.",   "databases."};

bool is_about_data(std::string_view name) {
  return std::any_of(std::begin(kDatabases), std::end(kDatabases),
                     [&](std::string_view one) { return name.starts_with(one); });
}

// What makes, keeps or ends a session without a word to the database.
bool is_silent(std::string_view name) {
  constexpr std::string_view kSilent[] = {
      "Session", "AsyncSession", "sessionmaker",       "close",       "commit",        "rollback",
      "remove",  "flush",        "async_sessionmaker", "expunge_all", "scoped_session"};
  return is_one_of(name.substr(name.rfind('.') + 1), kSilent);
}

// Whether an endpoint, its dependencies or what they call use a database.
class DataSearch {
 public:
  // Whether a middleware asks it before the request goes on: one that only keeps a session does
  // not.
  bool asks(const Definition& middleware) {
    by_calls_ = true;
    follow(middleware);
    return found_;
  }

  // Where too much is called to follow it all, it may.
  bool touches(const app::Route& route) {
    return is_seen_to_touch(route) || seen_.size() > kMostFunctions;
  }

  bool is_seen_to_touch(const app::Route& route) {
    app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
      follow(one.callable.definition);
      for (const app::Parameter& parameter : one.parameters) {
        found_ = found_ || is_about_data(parameter.field.type.name);
      }
    });
    return found_;
  }

 private:
  void follow(const Definition& function) {
    const auto* node = as<FunctionDef>(function.node);
    if (node == nullptr || seen_.size() > kMostFunctions || !seen_.insert(node).second) return;
    for (const Node* one : function.file->tree().subtree(*node)) {
      if (one->is(Kind::Name) || one->is(Kind::Attribute)) {
        look_at(*function.file, static_cast<const Expr&>(*one));
      }
      const auto* call = one->as<Call>();
      if (call != nullptr) follow(function.file->definition_of(*call->func));
    }
  }

  void look_at(const semantic::FileModel& file, const Expr& expr) {
    const std::string_view target = file.resolve(expr);
    if (!by_calls_) {
      found_ = found_ || is_about_data(file.type_of(expr)) || is_about_data(target);
      return;
    }
    const auto* call = as<Call>(file.parent(expr));
    const bool called = call != nullptr && call->func == &expr;
    found_ = found_ || (called && is_about_data(target) && !is_silent(target));
  }

  std::set<const Node*> seen_;
  bool by_calls_ = false;  // what is named or held says nothing, what is called does
  bool found_ = false;
};

bool is_health_check(const Endpoint& endpoint) {
  return endpoint.route != nullptr && endpoint.kind == Endpoint::Kind::Http &&
         app::is_health_path(endpoint.path) &&
         std::find(endpoint.methods.begin(), endpoint.methods.end(), "GET") !=
             endpoint.methods.end();
}

// "/ready", "/health/db": it may ask in a way that is not seen.
bool is_named_after_data(std::string_view path) {
  return app::is_readiness_path(path) || path.find("/db") != path.npos ||
         path.find("ready") != path.npos || path.find("database") != path.npos;
}

// Whether a middleware asks the database before the endpoint answers.
bool is_asked_before(const app::Application& application, const Endpoint& endpoint) {
  const auto& around = application.surroundings_of(*endpoint.app).middleware;
  return std::any_of(around.begin(), around.end(),
                     [](const app::Middleware& one) { return DataSearch().asks(one.entry()); });
}

// An application that is served by itself, with those that it mounts.
using Group = std::set<const app::AppRoutes*>;

void add_family(const app::Application& application, const app::AppRoutes& one, Group& family) {
  if (!family.insert(&one).second) return;
  for (const app::Route& route : one.routes) {
    if (route.mounted == nullptr) continue;
    for (const app::AppRoutes& inner : application.apps()) {
      if (inner.app == route.mounted) add_family(application, inner, family);
    }
  }
}

std::vector<const Endpoint*> endpoints_of(const app::Application& application,
                                          const app::AppRoutes& served) {
  Group family;
  add_family(application, served, family);
  std::vector<const Endpoint*> all;
  for (const Endpoint& one : application.endpoints().all()) {
    if (one.route != nullptr && family.contains(one.app)) all.push_back(&one);
  }
  return all;
}

// Whether any of them uses a database at all.
bool use_data(const std::vector<const Endpoint*>& endpoints) {
  return std::any_of(endpoints.begin(), endpoints.end(), [](const Endpoint* one) {
    return !is_health_check(*one) && DataSearch().is_seen_to_touch(*one->route);
  });
}

// The first health check where none asks the database; null otherwise.
const Endpoint* silent_check(const app::Application& application,
                             const std::vector<const Endpoint*>& endpoints) {
  const Endpoint* first = nullptr;
  for (const Endpoint* endpoint : endpoints) {
    if (!is_health_check(*endpoint)) continue;
    if (is_named_after_data(endpoint->path) || DataSearch().touches(*endpoint->route) ||
        is_asked_before(application, *endpoint)) {
      return nullptr;
    }
    if (first == nullptr) first = endpoint;
  }
  return first;
}

// Whether the application calls it; what migrations and tests make is theirs.
bool is_called(const semantic::Model& code, std::string_view target) {
  const auto sites = code.calls_of(target);
  return std::any_of(sites.begin(), sites.end(), [](const semantic::CallSite& site) {
    return site.file->file().role == project::Role::Application;
  });
}

// What a session of the application is asked: sqlmodel's deprecates `execute`, and another driver
// has no session.
std::string_view question_for(const semantic::Model& code) {
  const bool is_async = is_called(code, "sqlalchemy.ext.asyncio.create_async_engine");
  const bool by_sqlmodel =
      is_called(code, "sqlmodel.Session") || is_called(code, "sqlmodel.create_engine");
  const bool is_sync = by_sqlmodel || is_called(code, "sqlalchemy.create_engine");
  if (!is_async && !is_sync) return "";
  if (is_async && is_sync) return " by the session that others get, `SELECT 1`,";
  if (is_async) {
    return " by the session that others get, `await session.execute(text(\"SELECT 1\"))` "
           "(`text` from `sqlalchemy`),";
  }
  return by_sqlmodel ? " by the session that others get, `session.exec(select(1))` (`select` from "
                       "`sqlmodel`),"
                     : " by the session that others get, `session.execute(text(\"SELECT 1\"))` "
                       "(`text` from `sqlalchemy`),";
}

// "/api/ready" for "/api/health/": beside what is asked so far.
std::string beside(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  return std::string(slash == path.npos ? std::string_view{} : path.substr(0, slash)) + "/ready";
}

// "`@router.get("/ready")`", as the health check's own decorator is written; else its whole path.
std::string decorator_beside(const Endpoint& endpoint) {
  const app::Placed& at = endpoint.route->registered_at;
  const auto* call = as<Call>(at.expr);
  const auto* method = call != nullptr ? as<Attribute>(call->func) : nullptr;
  const auto* path =
      call != nullptr && !call->args.empty() ? as<Constant>(call->args.front()) : nullptr;
  if (method == nullptr || path == nullptr || !path->is_str() ||
      at.file->text(method->attr) != "get") {
    return "`GET " + beside(endpoint.path) + "`";
  }
  return "`@" + std::string(at.file->text(*method->value)) + ".get(\"" + beside(path->value) +
         "\")`";
}

void check(ApplicationCheck& check) {
  for (const app::AppRoutes* served : check.application().served_apps()) {
    const std::vector<const Endpoint*> endpoints = endpoints_of(check.application(), *served);
    const Endpoint* first = silent_check(check.application(), endpoints);
    if (first == nullptr || !use_data(endpoints)) continue;
    const app::Placed& at = first->route->registered_at;
    Draft draft = check.report(
        *at.file, at.expr->span(),
        "`{}` says that all is well, whether or not the database can be reached", {first->label()});
    draft.fix(
        "Beside it add {}, an endpoint that asks the database{} and answers 503 where that fails; "
        "whatever probes it needs a short timeout, for a database that says nothing. Liveness "
        "stays without it: a restart does not mend a database.",
        {decorator_beside(*first), question_for(check.model())});
    return;
  }
}

}  // namespace

extern constinit const Rule OBS004 = {
    .code = "OBS004",
    .name = "readiness-check-missing",
    .family = Family::Observability,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references =
        {"https://cloud.google.com/run/docs/configuring/healthchecks",
         "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"},
    .risk =
        "An instance that cannot reach its database keeps getting requests, and fails them all; "
        "monitoring stays green.",
    .advice =
        "Beside it add an endpoint, `/ready`, that asks the database the least it can answer "
        "(`SELECT 1`, a ping) and answers 503 where that fails; whatever probes it needs a short "
        "timeout, for a database that says nothing. Liveness stays without it: a restart does not "
        "mend a database.",
    .docs = R"md(
The application, with those it mounts, uses a database, has a health check, and none of its health checks asks the database, nor is
named as if it did (`/ready`, `/health/db`). A middleware that asks it before every request counts.

```python bad
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import get_db

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"


@app.get("/orders")
def orders(db: Session = Depends(get_db)) -> None:
    db.execute("select 1")
```

```python good
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import get_db

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"


@app.get("/ready")
def ready(db: Session = Depends(get_db)) -> str:
    db.execute("select 1")
    return "ok"


@app.get("/orders")
def orders(db: Session = Depends(get_db)) -> None:
    db.execute("select 1")
```

Reported once, at the first health check. Where there is no health check at all, that is DEP019.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
