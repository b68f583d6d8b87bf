#include <algorithm>
#include <set>

#include "app/endpoints/purpose.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Dependency;
using app::Endpoint;
using app::Parameter;

// The dependency that gives the caller to a parameter of the handler; null if there is none.
const Dependency* caller_of(const Endpoint& endpoint) {
  const auto& evidence = endpoint.authentication.evidence;
  for (const Dependency& one : endpoint.route->dependant.dependencies) {
    const bool guards =
        std::any_of(evidence.begin(), evidence.end(), [&](const app::Evidence& seen) {
          return !one.callable.text.empty() && seen.what == one.callable.text;
        });
    if (guards && !one.name.empty()) return &one;
  }
  return nullptr;
}

bool mentions(const Endpoint& endpoint, std::string_view name) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  if (function == nullptr) return true;
  const semantic::FileModel& file = *endpoint.handler.file;
  for (const Stmt* statement : function->body) {
    for (const Node* node : file.tree().subtree(*statement)) {
      const auto* use = node->as<Name>();
      if (use != nullptr && file.text(use->name) == name) return true;
    }
  }
  return false;
}

bool is_id(std::string_view name) {
  return name == "id" || name.ends_with("_id") || name.ends_with("_uuid") || name == "uuid" ||
         name == "pk";
}

// Whether a dependency takes the id, too: it may look whose it is.
bool is_looked_at(const Endpoint& endpoint, std::string_view id) {
  bool looked_at = false;
  app::for_each_dependency(endpoint.route->dependant, [&](const Dependency& one) {
    if (&one == &endpoint.route->dependant) return;
    for (const Parameter& parameter : one.parameters) {
      looked_at = looked_at || parameter.alias == id || parameter.field.name == id;
    }
  });
  return looked_at;
}

// An argument of a call: `order_id`, or `body.order_id`.
bool is_passed_on(const semantic::FileModel& file, const Node& node) {
  const Node* parent = file.parent(node);
  return parent != nullptr && (parent->is(Kind::Call) || parent->is(Kind::Keyword));
}

// The id of the client's that the handler passes to something; null if there is none.
const Expr* id_passed_on(const Endpoint& endpoint) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  if (function == nullptr) return nullptr;
  const semantic::FileModel& file = *endpoint.handler.file;
  const auto& parameters = endpoint.route->dependant.parameters;
  const auto is_from_client = [&](std::string_view name, bool body) {
    return std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& one) {
      return one.field.name == name && one.is_body() == body;
    });
  };
  for (const Stmt* statement : function->body) {
    for (const Node* node : file.tree().subtree(*statement)) {
      const std::string_view text = file.text(*node);
      if (const auto* name = node->as<Name>()) {
        if (is_id(text) && is_passed_on(file, *name) && is_from_client(text, false))
          return static_cast<const Expr*>(node);
      } else if (const auto* attribute = node->as<Attribute>()) {
        const auto* body = attribute->value->as<Name>();
        const bool of_body = body != nullptr && is_from_client(file.text(body->name), true);
        if (of_body && is_id(file.text(attribute->attr)) && is_passed_on(file, *attribute))
          return static_cast<const Expr*>(node);
      }
    }
  }
  return nullptr;
}

bool is_candidate(const Endpoint& endpoint) {
  if (endpoint.route == nullptr || endpoint.kind != Endpoint::Kind::Http ||
      !endpoint.is_guarded() || !endpoint.handler || app::looks_at_permissions(endpoint) ||
      app::is_for_administrators(endpoint)) {
    return false;
  }
  const Dependency* caller = caller_of(endpoint);
  return caller != nullptr && !caller->name.starts_with('_') && !mentions(endpoint, caller->name);
}

// Whether some endpoint makes a difference between callers at all.
bool knows_owners(const app::Application& application) {
  const auto& all = application.endpoints().all();
  return std::any_of(all.begin(), all.end(), [](const Endpoint& one) {
    if (one.route == nullptr || !one.is_guarded()) return false;
    const Dependency* caller = caller_of(one);
    return caller != nullptr && mentions(one, caller->name);
  });
}

void check(ApplicationCheck& check) {
  if (!knows_owners(check.application())) return;
  std::set<const Node*> reported;  // handlers; one may have several paths
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    if (!is_candidate(endpoint) || !reported.insert(endpoint.handler.node).second) continue;
    const Expr* passed = id_passed_on(endpoint);
    if (passed == nullptr) continue;
    const semantic::FileModel& file = *endpoint.handler.file;
    const std::string_view id = file.text(*passed);
    if (is_looked_at(endpoint, id)) continue;
    Draft draft = check.report(
        file, passed->is(Kind::Attribute) ? passed->span() : span_of(endpoint),
        "`{}` (`{}`) takes `{}` from whoever is signed in and never looks whose it is: `{}` is not "
        "used",
        {handler_name(endpoint), endpoint.label(), id, caller_of(endpoint)->name});
    const app::Placed guard = caller_of(endpoint)->depends;
    if (guard) draft.step(*guard.file, guard.expr->span(), "who is calling comes in here");
  }
}

}  // namespace

extern constinit const Rule SEC055 = {
    .code = "SEC055",
    .name = "object-level-authz-missing",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .confidence = Confidence::Low,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-639", "OWASP API1:2023", "ASVS 8.2.2"},
    .risk = "Whoever has an account reads or changes everybody's things by trying ids.",
    .advice =
        "Ask for the object together with its owner (`… WHERE id = %s AND owner_id = "
        "%s`), or compare "
        "`item.owner_id` with the caller's id and answer 404 if they differ; best in a "
        "dependency "
        "that gives the object (`valid_owned_order`).",
    .docs = R"md(
Endpoints that ask who is calling, take an id from the path, the query or the body, pass it on, and
never use the caller: nothing relates the object to who asks for it. Only in applications where some
endpoint does make a difference between callers.

```python bad
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.store import User, find_user, invoices, orders_of

app = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> User:
    user = find_user(authorization)
    if user is None:
        raise HTTPException(401)
    return user


@app.get("/orders")
def list_orders(user: Annotated[User, Depends(get_user)]) -> list[str]:
    return orders_of(user.id)


@app.get("/invoices/{invoice_id}")
def read_invoice(invoice_id: int, user: Annotated[User, Depends(get_user)]) -> str:
    return invoices.get(invoice_id)
```

```python good
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.store import User, find_user, invoices

app = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> User:
    user = find_user(authorization)
    if user is None:
        raise HTTPException(401)
    return user


@app.get("/invoices/{invoice_id}")
def read_invoice(invoice_id: int, user: Annotated[User, Depends(get_user)]) -> str:
    invoice = invoices.get(invoice_id)
    if invoice.owner_id != user.id:
        raise HTTPException(404)
    return invoice.text
```

Not reported: endpoints whose code mentions a role, permission, owner or scope, administrative ones, ids that a dependency takes as well,
callers that are asked for in `dependencies=[…]` or under a name with `_`. Databases that filter by
themselves (row-level security) are not seen.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
