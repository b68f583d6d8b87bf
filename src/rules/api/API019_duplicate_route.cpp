#include <map>
#include <string>
#include <utility>

#include "app/routes/path_pattern.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Route;

bool is_comparable(const Route& route) {
  const bool is_endpoint = route.kind == Route::Kind::Http || route.kind == Route::Kind::WebSocket;
  return is_endpoint && route.path_is_known && route.conditions.empty();
}

// What two routes must share to meet the same requests: "GET /users/{:str}".
std::string key_of(const Route& route, std::string_view method) {
  return std::string(method) + " " + app::PathPattern(route.full_path).shape();
}

// The whole router is there twice: the second include is to blame.
bool is_same_registration(const Route& first, const Route& second) {
  return first.registered_at.expr == second.registered_at.expr;
}

class Finder {
 public:
  Finder(const app::AppRoutes& routes, ApplicationCheck& check) : routes_(routes), check_(check) {}

  void run() {
    for (const Route& route : routes_.routes) {
      if (!is_comparable(route)) continue;
      if (route.kind == Route::Kind::WebSocket) look_at(route, "websocket");
      for (const std::string& method : route.methods) {
        if (!look_at(route, method)) break;
      }
    }
  }

 private:
  // Gives whether the route is the first one.
  bool look_at(const Route& route, std::string_view method) {
    const auto [at, is_new] = first_.emplace(key_of(route, method), &route);
    if (is_new || at->second == &route) return true;
    const Node* function = route.handler.definition.node;
    const bool same = function != nullptr && function == at->second->handler.definition.node;
    if (same && !is_same_registration(*at->second, route))
      return true;  // one function, all the same
    if (is_same_registration(*at->second, route)) {
      report_include(*at->second, route);
    } else {
      report(*at->second, route, method);
    }
    return false;
  }

  void report(const Route& first, const Route& second, std::string_view method) {
    const auto& call = *second.registered_at.expr->as<Call>();
    check_
        .report(*second.registered_at.file, {call.begin, call.func->end},
                "{} {} is served by `{}` already: `{}` is never called",
                {method, second.path, first.name, second.name})
        .step(*first.registered_at.file, first.registered_at.expr->span(), "registered first");
  }

  void report_include(const Route& first, const Route& second) {
    if (second.includes.empty()) return;
    const app::Placed& include = second.includes.back();
    if (!reported_.emplace(include.expr, true).second) return;
    check_
        .report(*include.file, include.expr->span(),
                "The router is included a second time under the same path: {} is there already",
                {second.path})
        .step(*first.registered_at.file, first.registered_at.expr->span(), "one of its routes");
  }

  const app::AppRoutes& routes_;
  ApplicationCheck& check_;
  std::map<std::string, const Route*> first_;
  std::map<const Node*, bool> reported_;
};

void check(ApplicationCheck& check) {
  for (const app::AppRoutes& routes : check.application().apps()) Finder(routes, check).run();
}

}  // namespace

extern constinit const Rule API019 = {
    .code = "API019",
    .name = "duplicate-route",
    .family = Family::Api,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"CWE-561", "https://fastapi.tiangolo.com/tutorial/path-params/#order-matters"},
    .risk =
        "Requests go to the first function, OpenAPI describes the second: what is documented is "
        "not "
        "what runs.",
    .advice = "Remove one of them, or give it a path of its own.",
    .docs = R"md(
One method and path registered twice in one application. Starlette serves the first; the OpenAPI document shows the last.
Names of parameters make no difference, convertors do.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/{order_id}")
def read(order_id: int) -> int:
    return order_id


@app.get("/orders/{number}")
def read_by_number(number: int) -> int:
    return number
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/{order_id}")
def read(order_id: int) -> int:
    return order_id


@app.get("/orders/by-number/{number}")
def read_by_number(number: int) -> int:
    return number
```

A router that is included twice under the same path is one finding, at the second include. Not reported: one function
registered twice, routes under an `if`, routes of different applications, paths that are not known.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
