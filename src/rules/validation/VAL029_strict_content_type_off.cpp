#include <algorithm>
#include <cstring>
#include <vector>

#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kCookieNames[] = {"fastapi.security.APIKeyCookie", "fastapi.Cookie",
                                             "starlette.middleware.sessions.SessionMiddleware",
                                             "fastapi_users.authentication.CookieTransport",
                                             "fastapi.Request.cookies"};

template <class T>
bool names_any(const semantic::FileModel& file, const std::vector<Identifier>& targets) {
  const auto all = file.tree().nodes_of<T>();
  return std::any_of(all.begin(), all.end(), [&](const T* one) {
    const Identifier target = file.fact(*one).target;
    return target && std::find(targets.begin(), targets.end(), target) != targets.end();
  });
}

// The first file of the application that reads cookies.
const semantic::FileModel* cookie_file(const semantic::Model& model) {
  std::vector<Identifier> targets;
  for (const std::string_view name : kCookieNames) targets.push_back(model.names().find(name));
  for (const semantic::FileModel& file : model.files()) {
    if (file.file().role != project::Role::Application) continue;
    if (names_any<Name>(file, targets) || names_any<Attribute>(file, targets)) return &file;
  }
  return nullptr;
}

struct Switch {
  const semantic::FileModel* file;
  const Expr* value;
};

std::vector<Switch> switches(const semantic::Model& model, Identifier keyword_name) {
  std::vector<Switch> found;
  for (const semantic::Mention& mention : model.mentions().of(keyword_name)) {
    const semantic::FileModel& file = model.file(mention.file);
    const auto* keyword = model.node(mention).as<Keyword>();
    if (keyword == nullptr || file.file().role != project::Role::Application) continue;
    const auto constant = file.constant(*keyword->value);
    const bool is_off =
        constant && constant->type == semantic::ConstantValue::Type::Bool && constant->integer == 0;
    if (is_off) found.push_back({&file, keyword->value});
  }
  return found;
}

void check(ProjectCheck& check) {
  const Identifier name = check.model().names().find("strict_content_type");
  if (!name) return;  // nobody speaks of it
  const std::vector<Switch> found = switches(check.model(), name);
  const semantic::FileModel* cookies = found.empty() ? nullptr : cookie_file(check.model());
  if (cookies == nullptr) return;
  for (const Switch& one : found) {
    check.report(*one.file, one.value->span(),
                 "`strict_content_type=False` in an application that reads cookies ({})",
                 {cookies->file().path});
  }
}

}  // namespace

extern constinit const Rule VAL029 = {
    .code = "VAL029",
    .name = "strict-content-type-off",
    .family = Family::Validation,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-352", "ASVS 3.5.2",
                   "https://fastapi.tiangolo.com/advanced/strict-content-type/"},
    .risk =
        "A page of another site can post JSON as `text/plain`, which browsers send without asking "
        "first, and "
        "the user's cookies go along.",
    .advice =
        "Leave `strict_content_type` on and let clients send `Content-Type: application/json`; if "
        "an old client "
        "cannot, switch it off on its route alone and check the `Origin` header there.",
    .docs = R"md(
From version 0.132 on FastAPI reads a JSON body only if the request says that it is JSON. A
browser has to ask (CORS) before it sends such a request to another site. Without the check any
page can send it.

```python bad
from fastapi import FastAPI
from fastapi.security import APIKeyCookie

app = FastAPI(strict_content_type=False)
session = APIKeyCookie(name="session")
```

```python good
from fastapi import FastAPI
from fastapi.security import APIKeyCookie

app = FastAPI()
session = APIKeyCookie(name="session")
```

Not reported: applications in which nothing reads cookies. That a cookie is read does not prove
that it logs in: the finding asks for review.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
