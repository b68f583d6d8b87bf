#include <algorithm>
#include <map>

#include "rules/endpoint_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;

bool imports_firebase(const semantic::FileModel& file) {
  for (const Stmt* statement : file.tree().imports()) {
    if (const auto* from = statement->as<ImportFrom>()) {
      if (from->module.starts_with("firebase_admin")) return true;
    } else if (const auto* plain = statement->as<Import>()) {
      for (const Alias* alias : plain->names) {
        if (alias->name.starts_with("firebase_admin")) return true;
      }
    }
  }
  return false;
}

// A header in which the client says who it is.
bool names_the_caller(const app::Parameter& parameter) {
  if (parameter.in != app::Parameter::In::Header && parameter.in != app::Parameter::In::Cookie) {
    return false;
  }
  constexpr std::string_view kNames[] = {"uid",          "x-uid",      "x-user-id",      "user-id",
                                         "x-user",       "x-user-uid", "x-firebase-uid", "user_id",
                                         "firebase-uid", "x-auth-uid"};
  std::string name = parameter.alias;
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

struct Group {
  const app::Parameter* parameter;
  const semantic::FileModel* file;
  std::vector<const Endpoint*> endpoints;
};

void report_claimed_ids(ApplicationCheck& check) {
  std::map<const Arg*, std::size_t> known;
  std::vector<Group> groups;
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    if (endpoint.route == nullptr || endpoint.is_guarded() ||
        endpoint.authentication.public_by_configuration) {
      continue;
    }
    app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
      for (const app::Parameter& parameter : one.parameters) {
        const semantic::FileModel* file = one.callable.definition.file;
        if (parameter.arg == nullptr || file == nullptr || !names_the_caller(parameter)) continue;
        const auto [at, added] = known.emplace(parameter.arg, groups.size());
        if (added) groups.push_back({&parameter, file, {}});
        groups[at->second].endpoints.push_back(&endpoint);
      }
    });
  }
  for (const Group& group : groups) {
    Draft draft = check.report(*group.file, group.parameter->arg->span(),
                               "`{}` is whatever the client writes into the header; no ID token is "
                               "verified ({} endpoints)",
                               {group.parameter->alias, group.endpoints.size()});
    list_endpoints(draft, group.endpoints);
    draft.confidence(Confidence::Medium);
  }
}

bool deletes(const Endpoint& endpoint) {
  return std::find(endpoint.methods.begin(), endpoint.methods.end(), "DELETE") !=
         endpoint.methods.end();
}

// The first verify_id_token call in the function around `at` that does not ask for revoked tokens.
app::Placed careless_call(const app::Placed& at) {
  const FunctionDef* function = at.file->enclosing_function(*at.expr);
  if (function == nullptr) return {};
  for (const auto* call : at.file->tree().nodes_of<Call>(*function)) {
    const std::string_view target = at.file->resolve(*call->func);
    const bool verifies = target == "firebase_admin.auth.verify_id_token" ||
                          target == "firebase_admin.auth.verify_session_cookie";
    if (verifies && semantic::argument(*at.file, *call, 2, "check_revoked") == nullptr) {
      return {at.file, call};
    }
  }
  return {};
}

// The guards' careless calls, each function looked through once.
class Verifications {
 public:
  // That of the endpoint's guard.
  app::Placed careless(const Endpoint& endpoint) {
    for (const app::Evidence& one : endpoint.authentication.evidence) {
      if (one.at.expr == nullptr) continue;
      if (const app::Placed call = in_function_around(one.at)) return call;
    }
    return {};
  }

 private:
  app::Placed in_function_around(const app::Placed& at) {
    const FunctionDef* function = at.file->enclosing_function(*at.expr);
    const auto [known, is_new] = calls_.try_emplace(function);
    if (is_new) known->second = careless_call(at);
    return known->second;
  }

  std::map<const FunctionDef*, app::Placed> calls_;  // looked up only
};

// What shares one verification: the endpoints that delete, and whether there are others.
struct Careless {
  OpenGroup deleting;
  bool has_others = false;
};

std::vector<Careless> careless_verifications(const app::Application& application) {
  std::vector<Careless> all;
  std::map<const Node*, std::size_t> index;  // by the call
  Verifications verifications;
  for (const Endpoint* endpoint : distinct_endpoints(application)) {
    const app::Placed call = verifications.careless(*endpoint);
    if (!call) continue;
    const auto [at, is_new] = index.emplace(call.expr, all.size());
    if (is_new) all.push_back({{call, {}}, false});
    Careless& one = all[at->second];
    if (deletes(*endpoint)) {
      one.deleting.endpoints.push_back(endpoint);
    } else {
      one.has_others = true;
    }
  }
  std::erase_if(all, [](const Careless& one) { return one.deleting.endpoints.empty(); });
  return all;
}

void report_revoked(ApplicationCheck& check) {
  for (const Careless& one : careless_verifications(check.application())) {
    const OpenGroup& group = one.deleting;
    Draft draft =
        check.report(*group.at.file, group.at.expr->span(),
                     group.endpoints.size() == 1 ? "{} takes tokens that have been revoked{}"
                                                 : "{} take tokens that have been revoked{}",
                     {labels_of(group.endpoints),
                      one.has_others ? ", as does all else that has this verification" : ""});
    draft.severity(Severity::Suggestion);
    draft.risk(
        "Somebody who was locked out, or signed out everywhere, goes on for up to an hour more.");
    draft.fix(
        "Pass `check_revoked=True`, which costs a request to Firebase each time, and answer its "
        "`UserDisabledError` and `UserNotFoundError` with 401, too: they are no "
        "`InvalidIdTokenError`.");
    list_endpoints(draft, group.endpoints);
  }
}

void check(ApplicationCheck& check) {
  const auto& files = check.application().code().files();
  if (std::none_of(files.begin(), files.end(), imports_firebase)) return;
  report_claimed_ids(check);
  report_revoked(check);
}

}  // namespace

extern constinit const Rule SEC059 = {
    .code = "SEC059",
    .name = "firebase-id-token-not-verified",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-287", "ASVS 7.2.1", "OWASP API2:2023",
                   "https://firebase.google.com/docs/auth/admin/verify-id-tokens",
                   "https://firebase.google.com/docs/auth/admin/manage-sessions"},
    .risk = "Whoever knows or guesses somebody's uid is that person.",
    .advice =
        "Take the uid out of the token: `claims = auth.verify_id_token(token)` in a "
        "dependency that "
        "raises 401 if that fails, and use `claims[\"uid\"]`.",
    .docs = R"md(
In a backend with Firebase, who is calling has to come out of an ID token that was verified.
Reported are headers and cookies that hold a uid (`X-User-Id`, `uid`, …) on endpoints that verify
nothing. As a suggestion: deleting with tokens whose revocation is not checked.

Tokens that are decoded without verification are SEC056, tokens that nobody looks at SEC051.

```python bad
from typing import Annotated

import firebase_admin
from fastapi import FastAPI, Header

firebase_admin.initialize_app()
app = FastAPI()


@app.get("/orders")
def list_orders(x_user_id: Annotated[str, Header()]) -> list[str]:
    return [x_user_id]
```

```python good
from typing import Annotated

import firebase_admin
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from firebase_admin import auth

firebase_admin.initialize_app()
app = FastAPI()
bearer = HTTPBearer()


def get_uid(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> str:
    try:
        return auth.verify_id_token(credentials.credentials)["uid"]
    except (ValueError, auth.InvalidIdTokenError) as error:
        raise HTTPException(401) from error


@app.get("/orders")
def list_orders(uid: Annotated[str, Depends(get_uid)]) -> list[str]:
    return [uid]
```

A gateway that verifies the token and sets the header is not seen: list such endpoints under
`public`, with a word on the gateway.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
