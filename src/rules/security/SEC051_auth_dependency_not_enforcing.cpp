#include <algorithm>
#include <map>

#include "rules/endpoint_report.h"
#include "rules/needed_import.h"
#include "rules/password_compare.h"
#include "rules/rule.h"
#include "semantic/annotations.h"
#include "semantic/expressions.h"

namespace fastidious::rules {
namespace {

using app::Authentication;
using app::Endpoint;
using Weakness = Authentication::Weakness;

// Whether it says of itself that it lets strangers pass: "get_optional_user", "-> User | None".
bool is_declared_optional(const semantic::Definition& function) {
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr) return false;
  const std::string_view name = function.file->text(node->name);
  for (const std::string_view word : {"optional", "try", "maybe", "or_none", "anonymous", "if_any",
                                      "logged_in", "or_guest", "soft"}) {
    if (name.find(word) != name.npos) return true;
  }
  return node->returns != nullptr &&
         semantic::allows_none(*function.file, *node->returns) != semantic::Allows::No;
}

// Whether the endpoint says that its user may be nobody: `user: User | None = Depends(…)`.
bool expects_nobody(const app::Placed& depends) {
  const Node* at = depends.file->parent(*depends.expr);
  for (int i = 0; i < 3 && at != nullptr && as<Arg>(at) == nullptr; ++i) {
    at = depends.file->parent(*at);
  }
  const auto* arg = as<Arg>(at);
  if (arg == nullptr || arg->annotation == nullptr) return false;
  return semantic::allows_none(*depends.file, *arg->annotation) == semantic::Allows::Yes;
}

// Whether the endpoint's body does something with what the dependency gives: `await
// auth.enforce()`.
bool uses_value(const Endpoint& endpoint) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  if (function == nullptr || endpoint.route == nullptr) return false;
  const semantic::FileModel& file = *endpoint.handler.file;
  for (const app::Dependency& one : endpoint.route->dependant.dependencies) {
    if (one.name.empty() || one.depends.expr != endpoint.authentication.weak_at.expr) continue;
    const bool is_named =
        std::any_of(function->body.begin(), function->body.end(), [&](const Stmt* statement) {
          const auto nodes = file.tree().subtree(*statement);
          return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
            return node->is(Kind::Name) && file.text(*node) == one.name;
          });
        });
    if (is_named && endpoint.authentication.weak_function) return true;
  }
  return false;
}

// Whether the function refuses somebody, in itself or in what it calls: who passes is harder to
// see.
bool may_refuse(const semantic::Definition& function) {
  const auto raises = [](const Node* node) { return node->is(Kind::Raise); };
  const auto nodes = function.file->tree().subtree(*function.node);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* call = node->as<Call>();
    if (raises(node)) return true;
    const semantic::Definition callee =
        call != nullptr ? function.file->definition_of(*call->func) : semantic::Definition{};
    if (as<FunctionDef>(callee.node) == nullptr) return false;
    const auto inner = callee.file->tree().subtree(*callee.node);
    return std::any_of(inner.begin(), inner.end(), raises);
  });
}

bool is_weak(const Endpoint& endpoint) {
  const Authentication& found = endpoint.authentication;
  if (found.status != Authentication::Status::Weak || !found.answers || !found.weak_at)
    return false;
  if (is_declared_optional(found.weak_function) || expects_nobody(found.weak_at)) return false;
  if (uses_value(endpoint)) return false;
  return found.weakness == Weakness::Optional ||
         (found.weakness == Weakness::Unchecked && !found.asks_elsewhere);
}

// Starlette's AuthenticationMiddleware verifies what is sent, and `Depends(HTTPBearer())` asks that
// something is.
bool is_checked_around(const app::Application& application, const Endpoint& endpoint) {
  return endpoint.app != nullptr && endpoint.authentication.weakness == Weakness::Unchecked &&
         application.surroundings_of(*endpoint.app)
                 .find_middleware("starlette.middleware.authentication.AuthenticationMiddleware") !=
             nullptr;
}

struct Group {
  const Endpoint* first;
  std::vector<const Endpoint*> endpoints;
};

// One finding for each function; objects of fastapi.security where each endpoint asks for them.
std::vector<Group> groups_of(const app::Application& application) {
  std::vector<Group> groups;
  std::map<const Node*, std::size_t> known;
  for (const Endpoint& endpoint : application.endpoints().all()) {
    if (!is_weak(endpoint) || is_checked_around(application, endpoint)) continue;
    const Authentication& found = endpoint.authentication;
    const Node* key = found.weak_function ? found.weak_function.node : found.weak_at.expr;
    const auto [at, added] = known.emplace(key, groups.size());
    if (added) groups.push_back({&endpoint, {}});
    groups[at->second].endpoints.push_back(&endpoint);
  }
  return groups;
}

Draft report_function(ApplicationCheck& check, const Group& group) {
  const Authentication& found = group.first->authentication;
  const semantic::FileModel& file = *found.weak_function.file;
  const auto& function = *found.weak_function.node->as<FunctionDef>();
  const std::string_view name = file.text(function.name);
  if (found.weakness == Weakness::Unchecked) {
    return check.report(file, function.name_span,
                        "`{}` takes credentials and never checks them: any value will do ({} "
                        "endpoints rely on it)",
                        {name, group.endpoints.size()});
  }
  return check.report(file, function.name_span,
                      "`{}` lets requests without credentials pass, and {} endpoints that ask for "
                      "it never look at what it gives",
                      {name, group.endpoints.size()});
}

Draft report_scheme(ApplicationCheck& check, const Group& group) {
  const Authentication& found = group.first->authentication;
  const bool unchecked = found.weakness == Weakness::Unchecked;
  return check.report(*found.weak_at.file, found.weak_at.expr->span(),
                      unchecked ? "`{}` only sees that `{}` gets some credentials; nothing checks "
                                  "them, any value will do"
                                : "`{}` gives None to `{}` for requests without credentials "
                                  "(`auto_error=False`), and nothing looks at it",
                      {found.weak_at.file->text(*found.weak_at.expr), handler_name(*group.first)});
}

void check(ApplicationCheck& check) {
  for (const Group& group : groups_of(check.application())) {
    const Authentication& found = group.first->authentication;
    Draft draft = found.weak_function ? report_function(check, group) : report_scheme(check, group);
    if (found.weak_passes_at.expr != nullptr) {
      draft.step(*found.weak_passes_at.file, found.weak_passes_at.expr->span(),
                 "strangers pass here");
    }
    list_endpoints(draft, group.endpoints);
    const auto* function = as<FunctionDef>(found.weak_function.node);
    const bool undeclared = function != nullptr && function->returns == nullptr;
    if (function != nullptr && may_refuse(found.weak_function))
      draft.confidence(Confidence::Medium);
    if (undeclared && found.weakness == Weakness::Optional) draft.confidence(Confidence::Medium);
  }
}

// `User.email` of `and_(User.email == email, password == password)`: the column beside it.
const Attribute* column_beside(const semantic::FileModel& file, const Compare& compare) {
  const auto* call = as<Call>(file.parent(compare));
  const auto* operation = as<BoolOp>(file.parent(compare));
  const ExprList beside = call != nullptr        ? call->args
                          : operation != nullptr ? operation->values
                                                 : ExprList{};
  for (const Expr* one : beside) {
    const auto* other = one->as<Compare>();
    const auto* column = other != nullptr ? other->left->as<Attribute>() : nullptr;
    if (column != nullptr && column->value->is(Kind::Name)) return column;
  }
  return nullptr;
}

void advise_comparison(Draft& draft, const semantic::FileModel& file, const Compare& compare,
                       std::string_view name) {
  const Attribute* beside = column_beside(file, compare);
  const std::string key =
      beside != nullptr ? "`" + std::string(file.text(beside->attr)) + "`" : std::string("name");
  const std::string needed = with_import(file, "hmac");
  draft.risk("Whoever knows the {} of an account signs in to it, with any password.", {key})
      .fix(
          "Compare the password with the one that is stored: read the user by the {} alone, refuse "
          "where there is none, and compare in Python, as a database may take `A` for `a`, by "
          "`hmac.compare_digest(user.{}.encode(), "
          "{}.encode())`{} where it is kept as it was typed (SEC062); by "
          "`pwdlib.PasswordHash.recommended().verify({}, user.{})` of `pwdlib[argon2]` where that "
          "has "
          "hashed it.",
          {key, name, name, needed.empty() ? needed : needed + ",", name, name});
}

// `and_(User.email == email, password == password)`: the second half is true of every password.
void check_compare(const Node& node, Check& check) {
  const semantic::FileModel& file = check.file();
  const auto& compare = *node.as<Compare>();
  if (!compares_password_with_itself(file, compare)) return;
  const std::string_view name = semantic::last_name(file, *compare.left);
  Draft draft =
      check.report(compare, "`{}` is compared with itself: every password is accepted", {name});
  advise_comparison(draft, file, compare, name);
}

}  // namespace

extern constinit const Rule SEC051 = {
    .code = "SEC051",
    .name = "auth-dependency-not-enforcing",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-287", "ASVS 16.5.3", "OWASP API2:2023",
                   "https://fastapi.tiangolo.com/tutorial/security/"},
    .risk =
        "The endpoint looks protected and is not: whoever sends no token, or any token, "
        "gets in.",
    .advice =
        "Refuse in the dependency: `if credentials is None: raise HTTPException(401)` "
        "(`HTTPException` from `fastapi`), verify the "
        "token (`jwt.decode(token, key, algorithms=[…])`), and let failures of that raise "
        "401, too.",
    .docs = R"md(
A dependency that looks like authentication and refuses nobody: it takes credentials and passes
requests on that have none (`auto_error=False` without a test for None, `except: return None`), or
whose credentials nobody issued (`OAuth2PasswordBearer` only sees that there is a token), and the
endpoint never looks at what it got. Likewise a password that is compared with itself.

```python bad
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2 = OAuth2PasswordBearer(tokenUrl="login")


@app.get("/orders")
def list_orders(token: Annotated[str, Depends(oauth2)]) -> list[str]:
    return ["one", "two"]
```

```python good
import os
from typing import Annotated, Any

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2 = OAuth2PasswordBearer(tokenUrl="login")


def get_claims(token: Annotated[str, Depends(oauth2)]) -> dict[str, Any]:
    try:
        return jwt.decode(token, os.environ["JWT_KEY"], algorithms=["HS256"])
    except jwt.PyJWTError as error:
        raise HTTPException(401) from error


@app.get("/orders")
def list_orders(claims: Annotated[dict[str, Any], Depends(get_claims)]) -> list[str]:
    return ["one", "two"]
```

Not reported: dependencies that say that they let strangers pass, by their name
(`get_optional_user`) or type (`-> User | None`, also of the endpoint's parameter); credentials that
are handed to something that is not in the repository; endpoints that are usually public.
)md",
    .kinds = {Kind::Compare},
    .on_node = check_compare,
    .on_application = check,
};

}  // namespace fastidious::rules
