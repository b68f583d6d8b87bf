#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "rules/kept_sessions.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "semantic/middleware.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kSessions = "starlette.middleware.sessions.SessionMiddleware";
constexpr std::array<std::string_view, 9> kAuthWords = {
    "session", "token", "auth", "jwt", "sessionid", "sid", "remember", "login", "credential"};

bool is_false_or_missing(const semantic::FileModel& file, const Expr* value) {
  if (value == nullptr) return true;
  const auto constant = file.constant(*value);
  return constant && constant->type == semantic::ConstantValue::Type::Bool &&
         constant->integer == 0;
}

// "access_token", "sessionid", "X-Auth"; not the token that scripts must read, of CSRF defences.
bool names_login(std::string_view cookie) {
  const std::string name = lower_case(cookie);
  if (name.find("csrf") != name.npos || name.find("xsrf") != name.npos) return false;
  // `gmail_credential_id` is the number of one, and nothing to sign in with.
  if (name.ends_with("credential_id")) return false;
  std::string word;
  for (const char c : name + "_") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += c;
    } else if (std::find(kAuthWords.begin(), kAuthWords.end(), word) != kAuthWords.end()) {
      return true;
    } else {
      word.clear();
    }
  }
  return false;
}

// set_cookie("is_token_expired", "true"): worth nothing to anybody.
bool is_flag(const semantic::FileModel& file, const Expr* value) {
  const auto text = value != nullptr ? file.constant_string(*value) : std::nullopt;
  constexpr std::string_view kFlags[] = {"",  "true", "false", "True", "False",
                                         "1", "0",    "yes",   "no"};
  return text && std::find(std::begin(kFlags), std::end(kFlags), *text) != std::end(kFlags);
}

void check_cookie(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const Expr* key = semantic::argument(file, call, 0, "key");
  const auto name = key != nullptr ? file.constant_string(*key) : std::nullopt;
  if (!name || !names_login(*name) || semantic::passes_unpacked_mapping(call)) return;
  if (is_flag(file, semantic::argument(file, call, 1, "value"))) return;
  const bool no_secure = is_false_or_missing(file, semantic::argument(file, call, 6, "secure"));
  const bool no_httponly = is_false_or_missing(file, semantic::argument(file, call, 7, "httponly"));
  if (!no_secure && !no_httponly) return;
  check.report(call, "Cookie `{}` is set without {}",
               {*name, no_secure && no_httponly ? "`secure` and `httponly`"
                       : no_secure              ? "`secure`"
                                                : "`httponly`"});
}

// Whether the call adds Starlette's sessions and leaves the cookie open to plain HTTP.
bool adds_open_sessions(const semantic::FileModel& file, const Call& call) {
  return semantic::adds_middleware(file, call, kSessions) &&
         !semantic::passes_unpacked_mapping(call) &&
         is_false_or_missing(file, semantic::argument(file, call, -1, "https_only"));
}

// What is kept is of no account to anybody, by its names.
void report_trifles(const semantic::CallSite& site, const std::vector<std::string>& kept,
                    ProjectCheck& check) {
  std::string names;
  for (const std::string& one : kept) names += (names.empty() ? "`" : ", `") + one + "`";
  check
      .report(
          *site.file, site.call->span(),
          "`SessionMiddleware` without `https_only=True` sends the session cookie over plain HTTP")
      .severity(Severity::Warning)
      .risk(
          "Anyone on the way can read and use what the session keeps ({}), and whatever it keeps "
          "later, such as a login.",
          {names})
      .fix("Add `https_only=True` (from a setting, if development runs without TLS).");
}

void report_sessions(const semantic::CallSite& site, bool keeps_something, ProjectCheck& check) {
  if (!keeps_something) {
    check
        .report(*site.file, site.call->span(),
                "`SessionMiddleware` has no `https_only=True`, and nothing here keeps anything in "
                "the session")
        .severity(Severity::Suggestion)
        .risk("No cookie is sent so far; the first that is would go over plain HTTP, too.")
        .fix("Take the middleware out, or add `https_only=True`.");
    return;
  }
  check
      .report(
          *site.file, site.call->span(),
          "`SessionMiddleware` without `https_only=True` sends the session cookie over plain HTTP")
      .risk(
          "Anyone on the way can read the session cookie from one plain HTTP request and use the "
          "session.")
      .fix("Add `https_only=True` (from a setting, if development runs without TLS).");
}

void check_sessions(ProjectCheck& check) {
  constexpr std::array<std::string_view, 4> kAdding = {
      "fastapi.FastAPI.add_middleware", "starlette.applications.Starlette.add_middleware",
      "fastapi.middleware.Middleware", kSessions};
  std::optional<bool> keeps_something;  // asked once, where there is something to report
  std::vector<std::string> trifles;
  for (const semantic::CallSite& site : check.model().calls_of_any(kAdding)) {
    if (!concerns(Where::Application, site.file->file().role) ||
        !adds_open_sessions(*site.file, *site.call)) {
      continue;
    }
    if (!keeps_something) {
      keeps_something = keeps_something_in_session(check.model());
      trifles = trifles_in_session(check.model());
    }
    if (trifles.empty()) {
      report_sessions(site, *keeps_something, check);
    } else {
      report_trifles(site, trifles, check);
    }
  }
}

}  // namespace

extern constinit const Rule SEC064 = {
    .code = "SEC064",
    .name = "cookie-flags",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-614", "CWE-1004", "ASVS 3.3.1", "ASVS 3.3.4",
                   "https://www.starlette.io/responses/#set-cookie",
                   "https://www.starlette.io/middleware/#sessionmiddleware"},
    .risk =
        "Without `secure` the browser sends the cookie over plain HTTP too, without `httponly` any "
        "injected script "
        "reads it: either way others get the cookie, and whatever it opens.",
    .advice =
        "Set `secure=True, httponly=True, samesite=\"lax\"`; switch `secure` by a setting if "
        "development runs "
        "without TLS.",
    .docs = R"md(
`set_cookie` leaves `secure` and `httponly` off unless they are asked for; so does
`SessionMiddleware` with `https_only`.

```python bad
from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response) -> None:
    response.set_cookie("session", "abc")
```

```python good
from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response) -> None:
    response.set_cookie("session", "abc", secure=True, httponly=True, samesite="lax")
```

Looked at are cookies whose name is a constant and speaks of a login (`session`, `token`, `auth`,
`jwt`, …). Not reported: flags that a setting decides (`secure=settings.is_production`), CSRF
cookies, which scripts must read, cookies that only say "true" or "1", and calls that pass `**options`.
A session that keeps trifles only, by their names (`seen`, `theme`), is a warning.
)md",
    .calls = {"fastapi.Response.set_cookie", "fastapi.responses.JSONResponse.set_cookie",
              "fastapi.responses.HTMLResponse.set_cookie",
              "fastapi.responses.RedirectResponse.set_cookie",
              "fastapi.responses.PlainTextResponse.set_cookie",
              "fastapi.responses.StreamingResponse.set_cookie",
              "fastapi.responses.FileResponse.set_cookie",
              "fastapi.responses.ORJSONResponse.set_cookie"},
    .on_call = check_cookie,
    .on_project = check_sessions,
};

}  // namespace fastidious::rules
