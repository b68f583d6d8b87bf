#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "app/dependencies/nothing_to_guard.h"
#include "app/dependencies/same_for_all.h"
#include "app/effects/cached_answer.h"
#include "app/endpoints/purpose.h"
#include "app/endpoints/usual_guard.h"
#include "app/instrumentation/development_server.h"
#include "app/routes/command_line.h"
#include "project/path_and_line.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using Status = app::Authentication::Status;

// Others have rules of their own: WebSockets (SEC067), webhooks (SEC061), metrics (SEC068),
// Firebase functions (SEC060), what an application's dependencies do not reach (API028).
bool has_nothing_to_guard(const Endpoint& endpoint) {
  return app::answers_its_request_only(*endpoint.route) || app::refuses_everybody(*endpoint.route);
}

bool is_open(const Endpoint& endpoint) {
  const bool answers_only = endpoint.methods.size() == 1 && (endpoint.methods.front() == "HEAD" ||
                                                             endpoint.methods.front() == "OPTIONS");
  return endpoint.kind == Endpoint::Kind::Http && !answers_only &&
         endpoint.authentication.status == Status::None && endpoint.authentication.answers &&
         !endpoint.left_out_at && !app::is_webhook(endpoint) && !app::is_for_operations(endpoint) &&
         !has_nothing_to_guard(endpoint);
}

std::string condition_of(const OpenGroup& group) {
  const std::vector<app::Placed>& conditions = group.endpoints.front()->conditions;
  if (conditions.empty()) return {};
  const app::Placed& test = conditions.front();
  return std::string(test.file->text(*test.expr));
}

// "settings.ENVIRONMENT == \"local\"" and the like: never true in production.
bool is_for_development(std::string_view condition) {
  for (const std::string_view word :
       {"local", "dev", "debug", "DEBUG", "test", "TEST", "DEV", "LOCAL"}) {
    if (condition.find(word) != condition.npos) return true;
  }
  return false;
}

// Whoever reads the message alone shall not look for the endpoints in production.
std::string only_where(const OpenGroup& group) {
  const std::string condition = condition_of(group);
  return is_for_development(condition) ? "; it is there only if `" + condition + "`" : "";
}

Draft report(ApplicationCheck& check, const OpenGroup& group) {
  const Endpoint& first = *group.endpoints.front();
  const semantic::FileModel& file = *group.at.file;
  const bool alone = group.endpoints.size() == 1 || group.at.expr == place_of(first).expr;
  if (alone) {
    return check.report(*place_of(first).file, place_of(first).expr->span(),
                        "`{}` (`{}`) is open to everybody{}",
                        {first.label(), handler_name(first), only_where(group)});
  }
  const bool whole_app = first.app != nullptr && first.app->app->construction.expr == group.at.expr;
  if (whole_app) {
    return check.report(file, group.at.expr->span(),
                        "Nothing in this application refuses strangers: {} endpoints are open to "
                        "everybody",
                        {group.endpoints.size()});
  }
  return check.report(file, group.at.expr->span(),
                      "The {} endpoints that come in here are open to everybody{}: {}",
                      {group.endpoints.size(), only_where(group), labels_of(group.endpoints)});
}

// How endpoints depend on the guard: `get_user`, or `get_user()` where that makes what they depend
// on.
std::string as_given(const semantic::Model& model, std::string_view guard) {
  const Call* shortest = nullptr;
  const semantic::FileModel* file = nullptr;
  for (const semantic::CallSite& site : model.calls_of(guard)) {
    const auto* around = as<Call>(site.file->parent(*site.call));
    const std::string_view target =
        around != nullptr ? site.file->resolve(*around->func) : std::string_view();
    if (!target.ends_with(".Depends") && !target.ends_with(".Security")) continue;
    const auto size = [](const Call& call) { return call.args.size() + call.keywords.size(); };
    if (shortest != nullptr && size(*shortest) <= size(*site.call)) continue;
    shortest = site.call;
    file = site.file;
  }
  if (shortest == nullptr) return std::string(last_part(guard));
  const bool is_bare = shortest->args.empty() && shortest->keywords.empty();
  return std::string(file->text(*shortest->func)) + (is_bare ? "()" : "(…)");
}

// Of `/customers/{customer_id}`: whoever has signed up would reach everybody's.
bool names_something(const Endpoint& endpoint) {
  return endpoint.route->path.find('{') != std::string::npos;
}

// "above its tables: `public = ["POST /dev/users", …]`": how the configuration names them.
std::string as_public(const OpenGroup& group) {
  const Endpoint& first = *group.endpoints.front();
  const bool has_others = group.endpoints.size() > 1;
  return "above its tables: `public = [\"" +
         (first.methods.size() == 1 ? first.label() : first.path) +
         (has_others ? "\", …]`" : "\"]`");
}

// `async def dispatch(self, request, call_next)`
bool is_in_middleware(const semantic::FileModel& file, const Node& node) {
  const FunctionDef* function = file.enclosing_function(node);
  return function != nullptr &&
         std::any_of(function->args->all.begin(), function->args->all.end(),
                     [&](const Arg* one) { return file.text(one->name) == "call_next"; });
}

// `"Cache-Control"] = f"public, max-age={…}"`: shared caches may give such an answer to anybody.
std::string left_to_caches(const semantic::Model& model) {
  for (const semantic::FileModel& file : model.files()) {
    if (file.file().role != project::Role::Application) continue;
    if (file.file().text.view().find("Cache-Control") == std::string_view::npos) continue;
    for (const auto* text : file.tree().nodes_of<Constant>()) {
      if (!text->is_str() || !text->value.starts_with("public, max-age")) continue;
      return " `" + path_and_line(file.file(), text->begin) +
             "` lets shared caches keep answers (`public`)" +
             (is_in_middleware(file, *text)
                  ? ", and stands in a middleware, which serves all endpoints: let it send that "
                    "only for paths that everybody may call, and `Cache-Control: private, "
                    "no-store` for all others."
                  : ": send `Cache-Control: private, no-store` there where the endpoint is "
                    "guarded.");
    }
  }
  return {};
}

struct Guard {
  std::string given;  // as endpoints depend on it
  std::string where;  // "it is in `app.core.security`, `Depends` in `fastapi`"
};

// "app.core.security" of "app.core.security.current_customer"
std::string_view home_of(std::string_view qualified) {
  const std::size_t dot = qualified.rfind('.');
  return dot == qualified.npos ? qualified : qualified.substr(0, dot);
}

// What application code imports from by whole names, no relative ones.
std::set<std::string_view> imported_modules(const semantic::Model& model) {
  std::set<std::string_view> all;
  for (const semantic::FileModel& file : model.files()) {
    if (file.file().role != project::Role::Application) continue;
    for (const ImportFrom* one : file.tree().nodes_of<ImportFrom>()) {
      if (one->level == 0) all.insert(one->module);
    }
  }
  return all;
}

// The `x` of `Depends(x)`, by which the dependency is asked for; null if it is no name.
const Expr* asked_by(const app::Dependency& dependency) {
  const auto* call = as<Call>(dependency.depends.expr);
  const Expr* asked = call != nullptr && !call->args.empty() ? call->args.front() : nullptr;
  const auto* method = as<Attribute>(asked);
  const bool is_of_object = method != nullptr && method->value->is(Kind::Name);
  return as<Name>(asked) != nullptr || is_of_object ? asked : nullptr;
}

// `Depends(user_service.get_current_user)`: a method is reached by the object that has it, and what
// a library makes by the name that the repository gives it. Null for functions of the repository.
const app::Dependency* asked_by_name(const semantic::Model& model, const app::Dependency& one,
                                     std::string_view guard) {
  if (one.callable.text != guard || !one.depends || asked_by(one) == nullptr) return nullptr;
  const Expr& asked = *asked_by(one);
  const auto* method = asked.as<Attribute>();
  const bool is_of_module =
      method != nullptr && one.depends.file->resolve(*method->value) == home_of(guard);
  const bool is_of_library = !model.definition(guard);
  return is_of_library || (method != nullptr && !is_of_module) ? &one : nullptr;
}

// How endpoints ask for the guard of that name, and where it is.
class GuardsByName {
 public:
  explicit GuardsByName(const ApplicationCheck& check) : check_(check) {}

  const Guard& of(const std::string& name) {
    const auto [at, is_new] = known_.try_emplace(name);
    if (is_new) at->second = find(name);
    return at->second;
  }

 private:
  // As another endpoint asks for it where that is not by its own name; none where a library's own
  // endpoints have it, such as those of fastapi-users.
  Guard find(const std::string& name) {
    for (const Endpoint& endpoint : check_.application().endpoints().all()) {
      if (endpoint.route == nullptr) continue;
      const app::Dependency* asked = nullptr;
      app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
        if (asked == nullptr) asked = asked_by_name(check_.model(), one, name);
      });
      if (asked == nullptr) continue;
      const project::SourceFile& file = asked->depends.file->file();
      const Expr& by = *asked_by(*asked);
      return {std::string(asked->depends.file->text(by)),
              "as at `" + path_and_line(file, by.begin) + "`; `Depends` is in `fastapi`"};
    }
    if (!check_.model().definition(name)) return {};
    return {as_given(check_.model(), name),
            "it is in `" + place_of(name) + "`, `Depends` in `fastapi`"};
  }

  // "app.core.security"; the file where nothing is imported by that name, but by a shorter or a
  // relative one.
  std::string place_of(const std::string& name) {
    if (modules_.empty()) modules_ = imported_modules(check_.model());
    const std::string home(home_of(name));
    return modules_.count(home) > 0 ? home : check_.model().definition(name).file->file().path;
  }

  const ApplicationCheck& check_;
  std::map<std::string, Guard> known_;
  std::set<std::string_view> modules_;
};

void advise(Draft& draft, const OpenGroup& group, const Guard& guard, const std::string& besides) {
  if (is_for_development(condition_of(group))) {
    draft.fix(
        "Where only developers and tests reach it, say so in `fastidious.toml`, {}; else add "
        "`dependencies=[Depends({})]` here, which guards other endpoints ({}: import what the "
        "module lacks), and let its tests send credentials.",
        {as_public(group), guard.given, guard.where});
  } else {
    draft.fix(
        "Add `dependencies=[Depends({})]` here, which guards other endpoints ({}: import what the "
        "module lacks), and see that each one refuses a call without credentials.{} Or "
        "list what everybody may call in `fastidious.toml`, above its tables, by method and path: "
        "`public = [\"GET /health\", …]`.",
        {guard.given, guard.where, besides});
  }
}

// Where a cache answers before the handler can ask: for the first decorator that does.
std::string answered_by_cache(const std::vector<OpenGroup>& groups) {
  app::CachedAnswers answers;
  app::CachedAnswer found;
  std::string first, where;
  std::size_t others = 0;
  for (const OpenGroup& group : groups) {
    for (const Endpoint* one : group.endpoints) {
      if (!names_something(*one)) continue;
      const app::CachedAnswer answer = answers.of(one->handler);
      if (!answer || (found && answer.given.expr != found.given.expr)) continue;
      if (found) {
        ++others;
        continue;
      }
      found = answer;
      first = handler_name(*one);
      const std::string_view decorator = one->handler.file->text(*answer.decorator);
      where = "`@" + std::string(decorator.substr(0, decorator.find('('))) + "`";
    }
  }
  if (!found) return {};
  const project::SourceFile& file = found.given.file->file();
  return " But " + where + " above `" + first + "`" +
         (others > 0 ? " and " + std::to_string(others) + " more" : "") +
         " may answer from its cache before the handler runs (`" +
         path_and_line(file, found.given.expr->begin) +
         "`): ask in a dependency there, or see that the cache's key holds the caller.";
}

// What the first fix says, and those that follow mean by "As above".
std::string said_besides(const semantic::Model& model, const std::vector<OpenGroup>& groups) {
  const bool names = std::any_of(groups.begin(), groups.end(), [](const OpenGroup& group) {
    return std::any_of(group.endpoints.begin(), group.endpoints.end(),
                       [](const Endpoint* one) { return names_something(*one); });
  });
  return (names ? " Where what a path names is not for every caller, ask in the handler whose it "
                  "is, or for a role." +
                      answered_by_cache(groups)
                : "") +
         left_to_caches(model);
}

void check(ApplicationCheck& check) {
  const std::vector<OpenGroup> groups = open_groups(check.application(), is_open);
  const std::string besides = said_besides(check.model(), groups);
  GuardsByName guards(check);
  for (const OpenGroup& group : groups) {
    const Endpoint& first = *group.endpoints.front();
    const std::string guard = app::usual_guard_near(check.application().endpoints(), first);
    const std::string condition = condition_of(group);
    Draft draft = report(check, group);
    list_endpoints(draft, group.endpoints);
    if (is_for_development(condition)) {
      draft.severity(Severity::Warning);
      draft.risk("It is for development. One wrong variable in production opens it to everybody.");
    }
    const bool writes = std::any_of(group.endpoints.begin(), group.endpoints.end(),
                                    [](const Endpoint* one) { return changes_state(*one); });
    if (!writes) draft.confidence(Confidence::Low);
    if (app::is_of_command_line(*group.at.file)) draft.severity(Severity::Warning);
    if (first.app != nullptr && app::is_for_development(check.application(), *first.app)) {
      draft.severity(Severity::Warning)
          .risk(
              "Only a development server starts this application: whoever reaches that machine "
              "can call it, and so can everybody if it is deployed one day.");
    }
    const bool same =
        std::all_of(group.endpoints.begin(), group.endpoints.end(), [](const Endpoint* one) {
          return app::takes_nothing(*one->route) || app::gives_flags_of_settings(*one->route) ||
                 app::lists_nobody(*one->route);
        });
    if (same) {
      draft.severity(Severity::Warning)
          .risk(
              "Everybody gets the same, and whoever reaches the address gets it: harmless where it "
              "is meant for all, and a leak where it tells of settings, versions or users.");
    }
    const Guard known = guard.empty() ? Guard{} : guards.of(guard);
    if (!known.given.empty()) advise(draft, group, known, besides);
  }
}

}  // namespace

extern constinit const Rule SEC050 = {
    .code = "SEC050",
    .name = "route-unauthenticated",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-306", "CWE-862", "OWASP API2:2023", "ASVS 8.2.1", "ASVS 8.3.1"},
    .risk =
        "Nobody is asked who they are: the handler runs for whoever reaches the address, with all "
        "that it reads and changes.",
    .advice =
        "Add a dependency that refuses strangers to the router or where it is included, "
        "`dependencies=[Depends(…)]` (`Depends` from `fastapi`); or list what everybody may call "
        "in `fastidious.toml`, above its tables: `public = [\"GET /health\", …]`.",
    .docs = R"md(
Endpoints that anybody may call: no dependency of the endpoint, its router, the `include_router`
calls above it or the application refuses a request without valid credentials, nor does its own
body or a middleware. What refuses is found out by following a request that brings no credentials,
and one that brings credentials that nobody issued, through the code.

One missing guard is one finding: at the application, the `include_router` or the endpoint below
which nothing is guarded. `fastidious routes` shows the evidence for each endpoint.

```python bad
from fastapi import FastAPI

app = FastAPI()
orders: list[str] = []


@app.post("/orders")
def create_order(item: str) -> dict[str, str]:
    orders.append(item)
    return {"item": item}
```

```python good
import os
import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException


def require_key(x_api_key: Annotated[str, Header()]) -> None:
    if not secrets.compare_digest(x_api_key, os.environ["API_KEY"]):
        raise HTTPException(401)


app = FastAPI(dependencies=[Depends(require_key)])


@app.post("/orders")
def create_order(item: str) -> dict[str, str]:
    return {"item": item}
```

Not reported: what the configuration lists under `public`; what is usually public by its name
(health checks, login, registration, password recovery, OAuth callbacks, documentation, static
files), by its tag (`public`) or docstring ("this endpoint is public", "no authentication required"),
by its module or class (`controller_public_recipes`), because its address holds a token
(`/shared/{token_id}`), it takes a code that was sent to somebody, it gives files of the front end, or takes nothing and
gives the same to whoever asks without looking anything up, which `fastidious routes` lists to be confirmed; WebSockets (SEC067), webhooks (SEC061),
metrics (SEC068), Firebase functions (SEC060). Nor are endpoints that make their answer of constants and of the
request's own parts, or that answer nothing but an error. Routers that are included only in development, servers
that a command line starts, applications that nothing but a development server starts, and GET endpoints that take nothing
(no parameter, no session), give flags of the settings or a list in which no field is about a person are a warning. Endpoints that take credentials and do not check them are SEC051.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
