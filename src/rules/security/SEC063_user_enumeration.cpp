#include "rules/application_check.h"
#include "rules/login_refusals.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

void advise(Draft& draft, const LoginRefusal& wrong) {
  draft.fix(
      "Answer both alike, by one `raise HTTPException({}, \"Incorrect credentials\")`, and after "
      "the same work: where nobody is found, check the password all the same, against the hash of "
      "one that nobody has.",
      {wrong.status});
}

void check(ApplicationCheck& check) {
  for (const app::Route* route : check.application().distinct_routes().all()) {
    const TellingRefusals refusals = telling_refusals(check.application(), *route);
    if (refusals.unknown.raise == nullptr) continue;
    const app::Definition& handler = route->handler.definition;
    Draft draft = check.report(*handler.file, refusals.unknown.raise->span(),
                               "`{}` tells an unknown user from a wrong password",
                               {handler.file->text(handler.node->as<FunctionDef>()->name)});
    draft.step(*handler.file, refusals.wrong.raise->span(),
               "This is the answer to a wrong password");
    advise(draft, refusals.wrong);
  }
}

}  // namespace

extern constinit const Rule SEC063 = {
    .code = "SEC063",
    .name = "user-enumeration",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references =
        {"CWE-204", "ASVS 6.3.8",
         "https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html"},
    .risk =
        "Anybody can find out who has an account, by trying addresses: a list to try leaked "
        "passwords on, or to write to.",
    .advice =
        "Answer both alike, after the same work: `hashed = user.hashed_password if user else "
        "DUMMY_HASH`, then `if not verify(password, hashed) or user is None: raise "
        "HTTPException(401, \"Incorrect username or password\")`.",
    .docs = R"md(
Endpoints that refuse an unknown user with another status or text than a wrong password.

```python bad
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.post("/login")
def login(email: str, password: str) -> None:
    user = find_user(email)
    if user is None:
        raise HTTPException(404, "No such user")
    if not verify_password(password, user.hashed_password):
        raise HTTPException(401, "Wrong password")
```

```python good
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.post("/login")
def login(email: str, password: str) -> None:
    user = find_user(email)
    hashed = user.hashed_password if user else DUMMY_HASH
    if not verify_password(password, hashed) or user is None:
        raise HTTPException(401, "Incorrect username or password")
```

Review is requested. Left alone are endpoints that need a login, and those whose path names the user. What functions further in raise is not looked at, nor how long the answers take.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
