#include <algorithm>
#include <map>

#include "app/endpoints/purpose.h"
#include "app/strangers/walk.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;

constexpr std::size_t kSiblingsPercent = 75;
constexpr std::size_t kFewestSiblings = 4;
constexpr std::size_t kLongestLimit = 100;  // of what is quoted

bool is_about_oneself(const Endpoint& endpoint) {
  for (const std::string& word : app::words_of_path(endpoint.path)) {
    if (word == "me" || word == "self" || word == "mine" || word == "current") return true;
  }
  return false;
}

bool is_candidate(const Endpoint& endpoint) {
  return endpoint.route != nullptr && endpoint.kind == Endpoint::Kind::Http &&
         endpoint.is_guarded() && endpoint.authentication.answers && !is_about_oneself(endpoint);
}

// Whether a dependency limits it to a role, scope or permission.
bool is_limited(const Endpoint& endpoint) {
  if (!endpoint.authentication.roles.empty()) return true;
  bool limited = false;
  app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
    limited = limited ||
              (&one != &endpoint.route->dependant && app::is_word_of_permission(one.callable.text));
  });
  return limited;
}

// Whether the body uses the caller: then it may well be about the caller's own things.
bool uses_caller(const Endpoint& endpoint) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  if (function == nullptr) return true;
  const semantic::FileModel& file = *endpoint.handler.file;
  for (const app::Dependency& one : endpoint.route->dependant.dependencies) {
    if (one.name.empty() || one.callable.text.find("session") != std::string::npos) continue;
    for (const Stmt* statement : function->body) {
      for (const Node* node : file.tree().subtree(*statement)) {
        const auto* name = node->as<Name>();
        const bool named_like_one =
            one.name.find("user") != one.name.npos || app::is_named_like_a_check(one.callable.text);
        if (name != nullptr && named_like_one && file.text(name->name) == one.name) return true;
      }
    }
  }
  return false;
}

// The router that registers the endpoint, by the object on which it is registered.
std::string router_of(const Endpoint& endpoint) {
  const auto* call = as<Call>(endpoint.route->registered_at.expr);
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr) return {};
  const semantic::FileModel& file = *endpoint.route->registered_at.file;
  return file.file().path + ":" + std::string(file.text(*method->value));
}

// `Depends(require_role("admin"))`: the dependency that limits an endpoint, as it is written there.
std::string limit_of(const Endpoint& endpoint) {
  std::string limit;
  app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
    if (!one.depends || !limit.empty() || !app::is_word_of_permission(one.callable.text)) return;
    const std::string_view text = one.depends.file->text(*one.depends.expr);
    if (text.size() <= kLongestLimit && text.find('\n') == text.npos) limit = text;
  });
  return limit;
}

struct Siblings {
  std::vector<const Endpoint*> changing;   // that change one thing
  std::vector<const Endpoint*> unlimited;  // of these, for whoever is signed in
  std::size_t limited = 0;                 // of these, by a dependency
  std::map<std::string, int> limits;       // how often each of those dependencies is written
};

std::string usual_limit(const Siblings& siblings) {
  const auto most =
      std::max_element(siblings.limits.begin(), siblings.limits.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == siblings.limits.end() ? std::string() : most->first;
}

Draft report(ApplicationCheck& check, const Endpoint& endpoint, Confidence confidence,
             std::string_view why) {
  const app::Placed place = place_of(endpoint);
  Draft draft = check.report(*place.file, place.expr->span(),
                             "`{}` (`{}`) asks who is calling, not what they may do: {}",
                             {endpoint.label(), handler_name(endpoint), why});
  draft.confidence(confidence);
  return draft;
}

void check(ApplicationCheck& check) {
  std::map<std::string, Siblings> routers;
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    if (!is_candidate(endpoint)) continue;
    const bool looks = app::looks_at_permissions(endpoint);
    if (!looks && app::is_for_administrators(endpoint)) {
      report(check, endpoint, Confidence::Medium, "everybody with an account can use it");
      continue;
    }
    if (!changes_state(endpoint) || endpoint.path.find('{') == std::string::npos) continue;
    Siblings& siblings = routers[router_of(endpoint)];
    siblings.changing.push_back(&endpoint);
    if (is_limited(endpoint)) {
      ++siblings.limited;
      if (std::string limit = limit_of(endpoint); !limit.empty()) ++siblings.limits[limit];
    } else if (!looks && !uses_caller(endpoint)) {
      siblings.unlimited.push_back(&endpoint);
    }
  }
  for (const auto& [router, siblings] : routers) {
    const std::size_t all = siblings.changing.size();
    const std::size_t limited = siblings.limited;
    if (all < kFewestSiblings || limited * 100 < all * kSiblingsPercent) continue;
    for (const Endpoint* one : siblings.unlimited) {
      const std::string why = std::to_string(limited) + " of " + std::to_string(all) +
                              " endpoints of this router that change one thing do";
      Draft draft = report(check, *one, Confidence::Low, why);
      const std::string limit = usual_limit(siblings);
      if (limit.empty()) continue;
      draft.fix("Add the dependency that checks it, as its siblings have it: `dependencies=[{}]`.",
                {limit});
    }
  }
}

}  // namespace

extern constinit const Rule SEC054 = {
    .code = "SEC054",
    .name = "role-check-missing",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-285", "CWE-862", "OWASP API5:2023", "ASVS 8.2.1"},
    .risk = "Everybody who can sign in can do what only some are meant to do.",
    .advice =
        "Add the dependency that checks the role, as its siblings have it: "
        "`dependencies=[Depends(require_role(\"admin\"))]`, best at the router.",
    .docs = R"md(
Endpoints that ask who is calling and never what that caller may do, where a check of roles is to
be expected: under an administrative path or tag (`/admin/…`, `tags=["admin"]`), or where at least
three quarters of the endpoints of the same router that change one thing (four or more) have a
dependency for it.

```python bad
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.users import find

app = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


@app.delete("/admin/users/{name}")
def delete_user(name: str, user: Annotated[str, Depends(get_user)]) -> str:
    return name
```

```python good
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.users import User, find

app = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> User:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


def require_admin(user: Annotated[User, Depends(get_user)]) -> User:
    if user.role != "admin":
        raise HTTPException(403)
    return user


@app.delete("/admin/users/{name}")
def delete_user(name: str, admin: Annotated[User, Depends(require_admin)]) -> str:
    return name
```

Not reported: endpoints about oneself (`/users/me`); endpoints where a dependency, a decorator or
the body mentions a role, permission, owner or scope by any name; endpoints that use the caller.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
