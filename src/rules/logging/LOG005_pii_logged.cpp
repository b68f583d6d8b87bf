#include <algorithm>

#include "rules/logged_values.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::ShownValue;

bool is_allowed(const Check& check, std::string_view name) {
  const std::string_view bare = name.substr(name.find_last_of(".`", name.size() - 2) + 1);
  const auto allowed = check.option_names("allowed-fields");
  return std::any_of(allowed.begin(), allowed.end(),
                     [&](const std::string& one) { return bare == one + "`"; });
}

void check(const Call& call, Check& check) {
  for (const LoggedValue& one : logged_values(check, call, {ShownValue::What::Personal})) {
    if (is_allowed(check, one.value.name)) continue;
    Draft draft = report_logged(check, call, one, "{} is written to the log by `{}`");
    if (!one.value.is_certain || !one.passed.empty()) draft.confidence(Confidence::Low);
  }
}

}  // namespace

extern constinit const Rule LOG005 = {
    .code = "LOG005",
    .name = "pii-logged",
    .family = Family::Logging,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-359", "ASVS 16.2.5", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"},
    .options = {names_option("allowed-fields", "fields that may be logged (\"email\")")},
    .risk =
        "Logs outlive the account and are read by people who may not see it: who asks to be "
        "forgotten is not, and each copy of the log is a leak of personal data.",
    .advice =
        "Log the person's id, which means nothing to others: `logger.info(\"order of user "
        "%s\", user.id)`.",
    .docs = R"md(
An e-mail address, phone number, name or date of birth of a person is written into a log, a trace or error tracking.

```python bad
import logging

from fastapi import FastAPI
from pydantic import BaseModel, EmailStr

app = FastAPI()
logger = logging.getLogger(__name__)


class User(BaseModel):
    id: int
    email: EmailStr


@app.post("/users")
def create(user: User) -> None:
    logger.info("created %s", user.email)
```

```python good
import logging

from fastapi import FastAPI
from pydantic import BaseModel, EmailStr

app = FastAPI()
logger = logging.getLogger(__name__)


class User(BaseModel):
    id: int
    email: EmailStr


@app.post("/users")
def create(user: User) -> None:
    logger.info("created %s", user.id)
```

Looked at are the same calls and values as for LOG004, also objects as a whole where their classes print such fields.
`name` and `address` count only of users, customers and their like. Whether the law or your own policy allows it cannot be
told from the code, so review is asked for; what may be logged goes into `allowed-fields`. Not reported: ids, masked
and hashed values, addresses of the system itself (`smtp_from_email`), fields that are only named.
)md",
    .calls = recording_calls(),
    .on_call = check,
};

}  // namespace fastidious::rules
