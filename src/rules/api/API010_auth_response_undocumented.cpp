#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "app/effects/route_errors.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;

constexpr int kUnauthorized = 401, kForbidden = 403;

// The statuses with which a security scheme of FastAPI answers. What code raises is API009's.
std::set<int> refusals(const app::Application& application, const Endpoint& endpoint) {
  std::set<int> statuses;
  for (const app::RouteError& error :
       app::route_errors(application, endpoint.app->app, *endpoint.route)) {
    const bool refuses = error.status == kUnauthorized || error.status == kForbidden;
    if (refuses && error.trace.empty()) statuses.insert(error.status);
  }
  return statuses;
}

struct Group {
  app::Placed at;
  std::set<int> statuses;
  std::vector<const Endpoint*> endpoints;
  bool has_open = false;  // operations beside them refuse nobody
};

// Where one `responses=` would do for all: what brings the endpoint in, else its application.
app::Placed place_for_responses(const Endpoint& endpoint) {
  const app::Route& route = *endpoint.route;
  return route.includes.empty() ? endpoint.app->app->construction : route.includes.back();
}

std::string counted(const std::vector<const Endpoint*>& endpoints) {
  return endpoints.size() == 1
             ? "1 secured operation does not document"
             : std::to_string(endpoints.size()) + " secured operations do not document";
}

// The dependencies that ask a scheme: what they raise themselves is API009's, and told with this.
void tell_dependencies(Draft& draft, const Endpoint& endpoint) {
  app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
    const bool asks = std::any_of(one.dependencies.begin(), one.dependencies.end(),
                                  [](const app::Dependency& below) { return below.scheme; });
    if (!asks || !one.depends) return;
    draft.step(*one.depends.file, one.depends.expr->span(), "a scheme refuses here");
  });
}

void check(ApplicationCheck& check) {
  std::vector<Group> groups;
  std::map<const Expr*, std::size_t> known;
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    if (endpoint.route == nullptr || endpoint.kind != Endpoint::Kind::Http ||
        !endpoint.route->include_in_schema) {
      continue;
    }
    const app::Placed at = place_for_responses(endpoint);
    const auto [found, added] = known.emplace(at.expr, groups.size());
    if (added) groups.push_back({at, {}, {}});
    Group& group = groups[found->second];
    const std::set<int> statuses = refusals(check.application(), endpoint);
    group.has_open |= statuses.empty();
    bool is_silent = false;
    for (const int status : statuses) {
      if (app::documents(*endpoint.route, status)) continue;
      group.statuses.insert(status);
      is_silent = true;
    }
    if (is_silent) group.endpoints.push_back(&endpoint);
  }
  for (const Group& group : groups) {
    if (group.endpoints.empty()) continue;
    std::string statuses, responses;
    for (const int status : group.statuses) {
      const std::string code = std::to_string(status);
      statuses += (statuses.empty() ? "" : " and ") + code;
      responses += (responses.empty() ? "" : ", ") + code +
                   (status == kUnauthorized ? ": {\"description\": \"Not authenticated\"}"
                                            : ": {\"description\": \"Not allowed\"}");
    }
    const auto& call = *group.at.expr->as<Call>();
    const Span whole = call.span();
    const bool is_app = group.endpoints.front()->route->includes.empty();
    Draft draft = check.report(*group.at.file, is_app ? call.func->span() : whole, "{} {}: {}",
                               {counted(group.endpoints), statuses, labels_of(group.endpoints)});
    const std::string_view callee = group.at.file->text(*call.func);
    if (!group.has_open) {
      draft.fix("Add `responses={{}}` to `{}(…)`.", {responses, callee});
    } else {
      draft.fix(
          "Add `responses={{}}` to the decorators of these operations, not to `{}(…)`: that also "
          "brings in operations which no scheme guards.",
          {responses, callee});
    }
    tell_dependencies(draft, *group.endpoints.front());
    list_endpoints(draft, group.endpoints);
  }
}

}  // namespace

extern constinit const Rule API010 = {
    .code = "API010",
    .name = "auth-response-undocumented",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/advanced/additional-responses/",
                   "https://fastapi.tiangolo.com/release-notes/"},
    .risk = "Generated clients and testers of the API do not expect to be refused.",
    .advice = "Add `responses={401: {\"description\": \"Not authenticated\"}}` to the router.",
    .docs = R"md(
Operations that one of FastAPI's security schemes guards, and whose OpenAPI description does not have
the status with which the scheme refuses requests without credentials: 401; 403 for `HTTPBearer` and
API keys before FastAPI 0.122. One finding for an `include_router`, or for the application, with its operations. Errors that
code raises are API009.

```python bad
import os
from typing import Annotated, Any

import jwt
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2 = OAuth2PasswordBearer(tokenUrl="login")


def claims(token: Annotated[str, Depends(oauth2)]) -> dict[str, Any]:
    return jwt.decode(token, os.environ["JWT_KEY"], algorithms=["HS256"])


@app.get("/orders", dependencies=[Depends(claims)])
def list_orders() -> list[str]:
    return []
```

```python good
import os
from typing import Annotated, Any

import jwt
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

app = FastAPI(responses={401: {"description": "Not authenticated"}})
oauth2 = OAuth2PasswordBearer(tokenUrl="login")


def claims(token: Annotated[str, Depends(oauth2)]) -> dict[str, Any]:
    return jwt.decode(token, os.environ["JWT_KEY"], algorithms=["HS256"])


@app.get("/orders", dependencies=[Depends(claims)])
def list_orders() -> list[str]:
    return []
```

Not reported: operations left out of the schema, schemes with `auto_error=False`, `4XX` and `default`
responses.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
