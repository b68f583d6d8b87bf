#include <algorithm>
#include <set>
#include <string>

#include "app/middleware/cors.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using app::Parameter;
using app::Placed;

// A cookie that browsers send with requests that other sites make.
struct OpenCookie {
  std::string name;
  Placed at;  // `samesite="none"`
};

constexpr std::string_view kSetters[] = {"fastapi.Response.set_cookie",
                                         "fastapi.responses.JSONResponse.set_cookie",
                                         "fastapi.responses.HTMLResponse.set_cookie",
                                         "fastapi.responses.RedirectResponse.set_cookie",
                                         "fastapi.responses.PlainTextResponse.set_cookie",
                                         "fastapi.responses.ORJSONResponse.set_cookie"};
constexpr std::string_view kTransports[] = {
    "fastapi_users.authentication.CookieTransport",
    "fastapi_users.authentication.transport.CookieTransport"};
constexpr std::string_view kSessions = "starlette.middleware.sessions.SessionMiddleware";

bool is_none(std::string_view text) { return same_but_for_case(text, "none"); }

class OpenCookies {
 public:
  explicit OpenCookies(const app::Application& application) : application_(application) {}

  std::vector<OpenCookie> run() {
    for (const std::string_view setter : kSetters) add_calls(setter, 0, "key", "samesite", "");
    for (const std::string_view transport : kTransports) {
      add_calls(transport, 0, "cookie_name", "cookie_samesite", "fastapiusersauth");
    }
    for (const app::Surroundings& around : application_.surroundings()) {
      const app::Middleware* sessions = around.find_middleware(kSessions);
      if (sessions == nullptr) continue;
      add("session", sessions->option("same_site"));
    }
    return std::move(found_);
  }

 private:
  void add_calls(std::string_view target, int index, std::string_view key, std::string_view flag,
                 std::string_view otherwise) {
    for (const semantic::CallSite& site : application_.code().calls_of(target)) {
      const semantic::FileModel& file = *site.file;
      if (file.file().role != project::Role::Application) continue;
      const Expr* name = semantic::argument(file, *site.call, index, key);
      const auto text =
          name != nullptr ? file.constant_string(*name) : std::optional<std::string>(otherwise);
      const Expr* value = semantic::argument(file, *site.call, -1, flag);
      if (text && !text->empty()) add(*text, {&file, value});
    }
  }

  void add(std::string name, Placed flag) {
    if (flag.expr == nullptr) return;
    const auto value = flag.file->constant_string(*flag.expr);
    if (value && is_none(*value)) found_.push_back({std::move(name), flag});
  }

  const app::Application& application_;
  std::vector<OpenCookie> found_;
};

bool names_cookie(const app::Dependency& one, const std::string& cookie) {
  if (one.scheme && one.scheme->cls == "fastapi.security.APIKeyCookie") {
    const app::Value name = one.scheme->argument("name");
    return name.is(app::Value::Kind::Str) && name.text == cookie;
  }
  return std::any_of(one.parameters.begin(), one.parameters.end(), [&](const Parameter& parameter) {
    return parameter.in == Parameter::In::Cookie && parameter.alias == cookie;
  });
}

// request.cookies.get("session"), request.cookies["session"], request.session["user"]
bool reads_cookie(const semantic::FileModel& file, const Node& node, const std::string& cookie) {
  const auto* attribute = node.as<Attribute>();
  if (attribute == nullptr) return false;
  const std::string_view name = file.text(attribute->attr);
  if (name != "cookies" && name != "session") return false;
  if (file.type_of(*attribute->value) != "fastapi.Request") return false;
  if (name == "session") return cookie == "session";
  const Node* around = file.parent(*attribute);
  const Expr* key = nullptr;
  if (const auto* item = as<Subscript>(around)) key = item->slice;
  if (const auto* call = around != nullptr ? as<Call>(file.parent(*around)) : nullptr) {
    if (!call->args.empty()) key = call->args.front();
  }
  const auto text = key != nullptr ? file.constant_string(*key) : std::nullopt;
  return text && *text == cookie;
}

bool body_reads_cookie(const app::Dependency& one, const std::string& cookie) {
  const auto* function = as<FunctionDef>(one.callable.definition.node);
  if (function == nullptr) return false;
  const semantic::FileModel& file = *one.callable.definition.file;
  const auto nodes = file.tree().subtree(*function);
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const Node* node) { return reads_cookie(file, *node, cookie); });
}

// Whether the cookie is what says who is calling, in a dependency of the endpoint.
bool is_signed_in_by(const Endpoint& endpoint, const std::string& cookie) {
  bool reads = false;
  app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
    reads = reads || names_cookie(one, cookie) || body_reads_cookie(one, cookie);
  });
  return reads;
}

// What a form of another site can send: POST, without a body that has to be JSON. Others make the
// browser ask first, which only a policy for every origin lets pass.
bool is_open_to_forms(const Endpoint& endpoint, bool asks_nobody) {
  if (asks_nobody) return changes_state(endpoint);
  if (std::find(endpoint.methods.begin(), endpoint.methods.end(), "POST") ==
      endpoint.methods.end()) {
    return false;
  }
  bool takes_json = false;
  app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
    for (const Parameter& parameter : one.parameters) {
      takes_json = takes_json || parameter.in == Parameter::In::Body;
    }
  });
  return !takes_json;
}

bool lets_every_origin_in(const app::Application& application, const Endpoint& endpoint) {
  const app::Surroundings& around = application.surroundings_of(*endpoint.app);
  return std::any_of(around.middleware.begin(), around.middleware.end(),
                     [](const app::Middleware& one) {
                       if (!app::is_class_named(one.name(), "CORSMiddleware")) return false;
                       const app::CorsPolicy policy = app::cors_policy(one);
                       return policy.with_credentials && policy.flaw == app::CorsPolicy::Flaw::Any;
                     });
}

std::vector<const Endpoint*> exposed_endpoints(const app::Application& application,
                                               const std::string& cookie) {
  std::vector<const Endpoint*> exposed;
  for (const Endpoint& one : application.endpoints().all()) {
    const bool candidate = one.kind == Endpoint::Kind::Http && one.route != nullptr &&
                           one.is_guarded() && changes_state(one) &&
                           is_open_to_forms(one, lets_every_origin_in(application, one));
    if (candidate && is_signed_in_by(one, cookie)) exposed.push_back(&one);
  }
  return exposed;
}

void check(ApplicationCheck& check) {
  const app::Application& application = check.application();
  const std::vector<OpenCookie> cookies = OpenCookies(application).run();
  if (cookies.empty() || application.instrumentation().has(knowledge::Instrument::CsrfDefence)) {
    return;
  }
  std::set<std::string> reported;
  for (const OpenCookie& cookie : cookies) {
    if (!reported.insert(cookie.name).second) continue;
    const std::vector<const Endpoint*> exposed = exposed_endpoints(application, cookie.name);
    if (exposed.empty()) continue;
    Draft draft = check.report(
        *cookie.at.file, cookie.at.expr->span(),
        "Browsers send cookie `{}` with requests of other sites, and {} endpoints that it signs in "
        "change something on a plain form's word: `{}`{}",
        {cookie.name, exposed.size(), exposed.front()->label(), exposed.size() > 1 ? ", …" : ""});
    list_endpoints(draft, exposed);
  }
}

}  // namespace

extern constinit const Rule SEC065 = {
    .code = "SEC065",
    .name = "csrf-exposure",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-352", "ASVS 3.5.1",
                   "https://cheatsheetseries.owasp.org/cheatsheets/"
                   "Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html"},
    .risk =
        "A page that a signed-in user opens anywhere sends these requests with the user's cookie, "
        "and "
        "they are carried out.",
    .advice =
        "Set `samesite=\"lax\"`. Where another site's pages have to send the cookie: compare the "
        "`Origin` header of every request that changes something with a list, or ask for a token "
        "(double submit) in a header.",
    .docs = R"md(
A cookie is set with `samesite="none"`, a dependency that guards endpoints reads it, some of these endpoints change something and
can be called by a form of any site (POST without a JSON body; any method where CORS lets every origin in with credentials), and
nothing asks for a CSRF token or looks at `Origin`.

```python bad
from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, HTTPException, Response

from app.sessions import find_user, start

app = FastAPI()


@app.post("/login")
def login(response: Response, name: str, password: str) -> None:
    response.set_cookie("sid", start(name, password), secure=True, httponly=True, samesite="none")


def get_user(sid: Annotated[str, Cookie()]) -> str:
    user = find_user(sid)
    if user is None:
        raise HTTPException(401)
    return user


@app.post("/account/close")
def close(user: Annotated[str, Depends(get_user)]) -> str:
    return user
```

```python good
from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, HTTPException, Response

from app.sessions import find_user, start

app = FastAPI()


@app.post("/login")
def login(response: Response, name: str, password: str) -> None:
    response.set_cookie("sid", start(name, password), secure=True, httponly=True, samesite="lax")


def get_user(sid: Annotated[str, Cookie()]) -> str:
    user = find_user(sid)
    if user is None:
        raise HTTPException(401)
    return user


@app.post("/account/close")
def close(user: Annotated[str, Depends(get_user)]) -> str:
    return user
```

Seen are cookies whose name and `samesite` are constants, of `set_cookie`, of Starlette's `SessionMiddleware` and of the
`CookieTransport` of fastapi-users. Not reported: bearer tokens, cookies without `samesite="none"` (Starlette's default is `lax`), and
applications in which anything names `csrf`, `Origin` or `Sec-Fetch-Site`.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
