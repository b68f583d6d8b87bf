#include <algorithm>

#include "repo/roles.h"
#include "rules/accepted_tokens.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/jwt_calls.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

bool has_unpacked(const Dict& dict) {
  return std::any_of(dict.keys.begin(), dict.keys.end(),
                     [](const Expr* key) { return key == nullptr; });
}

// Whether "exp" stands anywhere in the function: as key of a dict or update, or as keyword.
bool speaks_of_exp(const Call& call, const semantic::FileModel& file) {
  const auto nodes = semantic::nodes_around(file, call);
  return std::any_of(nodes.begin(), nodes.end(), [&file](const Node* node) {
    const auto* text = node->as<Constant>();
    const auto* keyword = node->as<Keyword>();
    return (text != nullptr && text->is_str() && text->value == "exp") ||
           (keyword != nullptr && file.text(keyword->arg) == "exp");
  });
}

// Whether a name's dict may get items that are not seen: by a method, as an argument, by |=.
bool may_grow(const Name& payload, const Call& encode, const semantic::FileModel& file) {
  for (const Node* node : semantic::nodes_around(file, encode)) {
    const auto* name = node->as<Name>();
    if (name == nullptr || name->name != payload.name || name == &payload) continue;
    const Node* parent = file.parent(*name);
    const bool is_binding = parent->is(Kind::Assign) || parent->is(Kind::AnnAssign);
    const auto* item = parent->as<Subscript>();
    const bool is_constant_item = item != nullptr && item->slice->is(Kind::Constant);
    if (!is_binding && !is_constant_item) return true;
  }
  return false;
}

// Whether it is certain that the payload has no `exp`.
bool lacks_exp(const Call& call, const Expr* payload, const semantic::FileModel& file) {
  const Dict* dict = semantic::dict_of(file, payload);
  if (dict == nullptr || has_unpacked(*dict) || speaks_of_exp(call, file)) return false;
  const auto* name = as<Name>(payload);
  return name == nullptr || (file.enclosing_function(*dict) == file.enclosing_function(call) &&
                             !may_grow(*name, call, file));
}

// Whether the file compares somebody's `exp` with a time itself: `if claims.exp <= time.time()`.
bool compares_exp(const semantic::FileModel& file) {
  const auto nodes = file.tree().nodes();
  return std::any_of(nodes.begin(), nodes.end(), [&file](const Node* node) {
    const auto* claim = node->as<Attribute>();
    return claim != nullptr && file.text(claim->attr) == "exp" &&
           file.parent(*claim)->is(Kind::Compare);
  });
}

// Whether the file looks at somebody's `aud` itself: `claims.get("aud")`, `claims["aud"]`.
bool looks_at_aud(const semantic::FileModel& file) {
  const auto nodes = file.tree().nodes();
  return std::any_of(nodes.begin(), nodes.end(), [&file](const Node* node) {
    const auto* text = node->as<Constant>();
    if (text == nullptr || !text->is_str() || text->value != "aud") return false;
    const Node* parent = file.parent(*node);
    return parent->is(Kind::Call) || parent->is(Kind::Subscript);
  });
}

// HS256: whoever else can sign has the application's own key.
bool has_own_key(const semantic::FileModel& file, const Call& call) {
  const auto* algorithms = as<ListExpr>(semantic::argument(file, call, 2, "algorithms"));
  return algorithms != nullptr &&
         std::all_of(algorithms->elts.begin(), algorithms->elts.end(), [&](const Expr* one) {
           const auto name = file.constant_string(*one);
           return name && name->starts_with("HS");
         });
}

// `decode_expired_token`: whoever calls it knows.
bool is_named_after_expired(const semantic::FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  return function != nullptr && file.text(function->name).find("expired") != std::string_view::npos;
}

// What nothing but tests calls lets nobody in.
bool is_for_tests(const semantic::FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr) return false;
  const auto sites = file.project().calls_of(file.qualified_name(*function));
  return !sites.empty() && std::all_of(sites.begin(), sites.end(), [](const auto& site) {
           return site.file->file().role == repo::Role::Test;
         });
}

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const Node* parent = file.parent(call);
  if (parent != nullptr && parent->is(Kind::ExprStmt)) return;  // a trial: nobody gets the token
  if (!semantic::is_jwt_decode(check.target())) {
    if (lacks_exp(call, semantic::argument(file, call, 0, "payload"), file)) {
      check.report(call, "The token is signed without `exp`: it is good for ever");
    }
    return;
  }
  if (semantic::switches_off(file, call, "verify_signature")) return;  // SEC056 says worse
  if (semantic::only_reads_times(file, call)) return;
  if (semantic::switches_off(file, call, "verify_exp") && !speaks_of_exp(call, file) &&
      !compares_exp(file) && !is_for_tests(file, call)) {
    Draft draft = check.report(call, "Tokens that have expired are accepted: `verify_exp` is off");
    draft.fix("Leave `verify_exp` on, or compare `exp` with the time before the claims are used.");
    if (is_named_after_expired(file, call)) draft.severity(Severity::Warning);
  } else if (semantic::switches_off(file, call, "verify_aud") && !looks_at_aud(file)) {
    Draft draft =
        check.report(call, "Tokens made for other services are accepted: `verify_aud` is off");
    if (has_own_key(file, call)) draft.severity(Severity::Warning);
    draft.confidence(Confidence::Low)
        .risk("A token that the same issuer made for another application logs in here.")
        .fix("Pass `audience=` with this API's identifier and leave `verify_aud` on.");
  }
}

}  // namespace

extern constinit const Rule SEC057 = {
    .code = "SEC057",
    .name = "jwt-claims-unchecked",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-613", "ASVS 9.2.1", "ASVS 9.2.3",
                   "https://pyjwt.readthedocs.io/en/stable/usage.html#registered-claim-names"},
    .risk =
        "A token that leaked once opens the API for ever; only a new key ends it, for everybody.",
    .advice =
        "Sign `\"exp\": datetime.now(timezone.utc) + timedelta(minutes=15)` into it, and decode "
        "with "
        "`options={\"require\": [\"exp\"]}`.",
    .docs = R"md(
PyJWT and python-jose accept tokens without `exp` as valid for ever; who signs them has to set it.

```python bad
import jwt

from app.config import settings


def issue(user_id: str) -> str:
    return jwt.encode({"sub": user_id}, settings.key, algorithm="HS256")
```

```python good
from datetime import datetime, timedelta, timezone

import jwt

from app.config import settings


def issue(user_id: str) -> str:
    expires = datetime.now(timezone.utc) + timedelta(minutes=15)
    return jwt.encode({"sub": user_id, "exp": expires}, settings.key, algorithm="HS256")
```

Also reported: dependencies and middleware that let somebody in with a token that was made for something else, a refresh
token or one out of a mail: it is signed with the same key, has each claim that they read, of the same user, and nothing that
tells the kinds apart is looked at.

```python bad
import os

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="login")
KEY = os.environ["KEY"]


def create_access_token(user_id: str, exp: int) -> str:
    return jwt.encode({"sub": user_id, "exp": exp, "type": "access"}, KEY, algorithm="HS256")


def create_refresh_token(user_id: str, exp: int) -> str:
    return jwt.encode({"sub": user_id, "exp": exp, "type": "refresh"}, KEY, algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    try:
        return jwt.decode(token, KEY, algorithms=["HS256"])["sub"]
    except jwt.PyJWTError:
        raise HTTPException(401)


@app.post("/login")
def login(user_id: str) -> list[str]:
    return [create_access_token(user_id, 1), create_refresh_token(user_id, 2)]


@app.get("/me")
def me(user: str = Depends(current_user)) -> str:
    return user
```

Where only the value of a claim differs (an e-mail address in the place of an id), it is a warning: nobody gets in, as long as
that stays so. Not reported of these: guards that read a claim which the other kind has not or has another constant in, that
look up the token or a session, other keys, audiences and issuers, makers that nothing but tests calls, and claims that go
where they are not seen. Renewal that takes access tokens is not looked for.

Also reported: `verify_exp` and `verify_aud` switched off. Not reported: payloads that are not
made in the function, or that may get `exp` elsewhere; files that compare `exp` with the time
or look at `aud` themselves; tokens whose claims nobody gets; functions that only tests
call, for expired tokens.
)md",
    .calls = {"jwt.encode", "jwt.api_jwt.encode", "jwt.PyJWT.encode", "jose.jwt.encode",
              "jwt.decode", "jwt.api_jwt.decode", "jwt.PyJWT.decode", "jose.jwt.decode"},
    .on_call = check,
    .on_application = report_accepted_tokens,
};

}  // namespace fastidious::rules
