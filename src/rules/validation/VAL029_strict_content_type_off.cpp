#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kCookieNames[] = {"fastapi.security.APIKeyCookie", "fastapi.Cookie",
                                             "starlette.middleware.sessions.SessionMiddleware",
                                             "fastapi_users.authentication.CookieTransport",
                                             "fastapi.Request.cookies"};

bool reads_cookies(const semantic::FileModel& file) {
  for (const Node* node : file.tree().nodes()) {
    if (!node->is(Kind::Name) && !node->is(Kind::Attribute)) continue;
    const std::string_view target = file.resolve(static_cast<const Expr&>(*node));
    for (const std::string_view name : kCookieNames) {
      if (target == name) return true;
    }
  }
  return false;
}

// The first file of the application that logs in by cookies. Only asked where the switch is found.
const semantic::FileModel* cookie_file(const semantic::Model& model) {
  for (const semantic::FileModel& file : model.files()) {
    if (file.file().role == project::Role::Application && reads_cookies(file)) return &file;
  }
  return nullptr;
}

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const Expr* value = semantic::argument(file, call, -1, "strict_content_type");
  const auto constant = value != nullptr ? file.constant(*value) : std::nullopt;
  const bool is_off =
      constant && constant->type == semantic::ConstantValue::Type::Bool && constant->integer == 0;
  const semantic::FileModel* cookies = is_off ? cookie_file(file.project()) : nullptr;
  if (cookies == nullptr) return;
  check.report(*value, "`strict_content_type=False` in an application that reads cookies ({})",
               {cookies->file().path});
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
    .calls = {"fastapi.FastAPI", "fastapi.APIRouter", "fastapi.FastAPI.include_router",
              "fastapi.APIRouter.include_router"},
    .on_call = check,
};

}  // namespace fastidious::rules
