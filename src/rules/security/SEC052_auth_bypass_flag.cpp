#include <map>

#include "knowledge/auth_calls.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using app::Placed;

bool has_word(std::string_view text, std::initializer_list<std::string_view> words) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const std::string_view word : words) {
    if (lower.find(word) != lower.npos) return true;
  }
  return false;
}

bool is_magic_value(const Placed& test) {
  const auto* comparison = test.expr->as<Compare>();
  const auto* literal =
      comparison != nullptr ? comparison->comparators.front()->as<Constant>() : nullptr;
  return literal != nullptr && literal->is_str() &&
         !has_word(test.file->text(*comparison->left),
                   {"env", "mode", "stage", "setting", "config"});
}

// A literal is a way past the check only where there is another check.
bool is_beside_a_check(const Placed& test) {
  const FunctionDef* function = test.file->enclosing_function(*test.expr);
  if (function == nullptr) return false;
  for (const Node* node : test.file->tree().subtree(*function)) {
    const auto* call = node->as<Call>();
    if (call != nullptr && knowledge::is_verifier(test.file->resolve(*call->func))) return true;
  }
  return false;
}

bool is_suspicious(const Placed& test) {
  if (is_magic_value(test)) return is_beside_a_check(test);
  return has_word(test.file->text(*test.expr),
                  {"debug",        "test",     "env",          "dev",         "local",
                   "disable",      "bypass",   "skip",         "no_auth",     "noauth",
                   "mock",         "fake",     "auth_enabled", "enable_auth", "auth_required",
                   "require_auth", "use_auth", "auto_login",   "insecure",    "allow_anonymous"});
}

struct Group {
  Placed test;
  std::vector<const Endpoint*> endpoints;
};

std::vector<Group> groups_of(const app::Application& application) {
  std::vector<Group> groups;
  std::map<const Expr*, std::size_t> known;
  for (const Endpoint& endpoint : application.endpoints().all()) {
    if (!endpoint.is_guarded()) continue;
    for (const Placed& test : endpoint.authentication.bypasses) {
      if (!is_suspicious(test)) continue;
      const auto [at, added] = known.emplace(test.expr, groups.size());
      if (added) groups.push_back({test, {}});
      groups[at->second].endpoints.push_back(&endpoint);
    }
  }
  return groups;
}

void check(ApplicationCheck& check) {
  for (const Group& group : groups_of(check.application())) {
    const semantic::FileModel& file = *group.test.file;
    const FunctionDef* function = file.enclosing_function(*group.test.expr);
    const std::string_view name =
        function != nullptr ? file.text(function->name) : std::string_view("The application");
    if (is_magic_value(group.test)) {
      check.report(
          file, group.test.expr->span(),
          "`{}` lets whoever sends a certain literal pass without the check of credentials "
          "({} endpoints)",
          {name, group.endpoints.size()});
      continue;
    }
    Draft draft =
        check.report(file, group.test.expr->span(),
                     "`{}` leaves out the check of credentials depending on `{}` ({} endpoints)",
                     {name, file.text(*group.test.expr), group.endpoints.size()});
    list_endpoints(draft, group.endpoints);
  }
}

}  // namespace

extern constinit const Rule SEC052 = {
    .code = "SEC052",
    .name = "auth-bypass-flag",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-489", "CWE-288", "OWASP API2:2023", "OWASP API8:2023"},
    .risk =
        "One variable that is wrong in production, or one literal that becomes known, opens all "
        "these endpoints to everybody.",
    .advice =
        "Take the way around out of the code that is deployed: tests replace the dependency by "
        "`app.dependency_overrides`, development signs in a seeded user.",
    .docs = R"md(
A dependency or middleware that checks credentials, unless a setting says otherwise (`DEBUG`,
`TESTING`, `ENVIRONMENT == "local"`, `AUTH_DISABLED`), or unless the caller sends a literal that
stands in the code. It is reported where the way around begins, with the endpoints that it opens.

```python bad
import os
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_subject(authorization: Annotated[str | None, Header()] = None) -> str:
    if os.getenv("AUTH_DISABLED"):
        return "admin"
    if authorization is None:
        raise HTTPException(401)
    return jwt.decode(authorization, os.environ["JWT_KEY"], algorithms=["HS256"])["sub"]


@app.get("/orders")
def list_orders(subject: Annotated[str, Depends(get_subject)]) -> list[str]:
    return [subject]
```

```python good
import os
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_subject(authorization: Annotated[str | None, Header()] = None) -> str:
    if authorization is None:
        raise HTTPException(401)
    return jwt.decode(authorization, os.environ["JWT_KEY"], algorithms=["HS256"])["sub"]


@app.get("/orders")
def list_orders(subject: Annotated[str, Depends(get_subject)]) -> list[str]:
    return [subject]
```

Not reported: settings that say which of several ways to sign in there are, and whether a sign-in
is configured at all.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
