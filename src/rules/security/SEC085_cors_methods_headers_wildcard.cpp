#include <algorithm>
#include <array>
#include <string>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/middleware.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kHeaders = "`allow_headers=[\"Authorization\", \"Content-Type\"]`";
constexpr std::string_view kCalls[] = {
    "fastapi.FastAPI.add_middleware", "starlette.applications.Starlette.add_middleware",
    "fastapi.middleware.Middleware", "fastapi.middleware.cors.CORSMiddleware"};
constexpr std::string_view kMiddleware = "fastapi.middleware.cors.CORSMiddleware";

bool holds_star(const semantic::FileModel& file, const Expr* value) {
  const auto* list = as<ListExpr>(value);
  const auto* tuple = as<Tuple>(value);
  if (list == nullptr && tuple == nullptr) return false;
  for (const Expr* item : list != nullptr ? list->elts : tuple->elts) {
    if (file.constant_string(*item) == "*") return true;
  }
  return false;
}

bool is_local(std::string_view origin) {
  const std::size_t at = origin.find("://");
  const std::string_view host = at == origin.npos ? origin : origin.substr(at + 3);
  return host.starts_with("localhost") || host.starts_with("127.0.0.1") ||
         host.starts_with("[::1]");
}

// Whether only pages on the developer's own machine are allowed.
bool allows_local_pages_only(const semantic::FileModel& file, const Call& call) {
  const Expr* origins = semantic::argument(file, call, -1, "allow_origins");
  if (const auto* name = as<Name>(origins)) {
    const auto bindings = semantic::reaching_bindings(file, *name);
    origins = bindings.size() == 1 ? bindings.front()->value : nullptr;
  }
  const auto* list = as<ListExpr>(origins);
  return list != nullptr && !list->elts.empty() &&
         std::all_of(list->elts.begin(), list->elts.end(), [&](const Expr* item) {
           const auto origin = file.constant_string(*item);
           return origin && is_local(*origin);
         });
}

// "`allow_methods=["GET", "PUT"]`": what the routes take; OPTIONS and HEAD are no page's.
std::string methods_of(const app::Endpoints& endpoints) {
  constexpr std::array<std::string_view, 5> kMethods = {"GET", "POST", "PUT", "PATCH", "DELETE"};
  std::array<bool, kMethods.size()> is_taken{};
  for (const app::Endpoint& endpoint : endpoints.all()) {
    for (std::size_t i = 0; i < kMethods.size(); ++i) {
      is_taken[i] = is_taken[i] || is_one_of(kMethods[i], endpoint.methods);
    }
  }
  std::string listed;
  for (std::size_t i = 0; i < kMethods.size(); ++i) {
    if (is_taken[i]) listed += (listed.empty() ? "\"" : ", \"") + std::string(kMethods[i]) + "\"";
  }
  return "`allow_methods=[" + (listed.empty() ? "\"GET\"" : listed) + "]`";
}

void check_call(const semantic::FileModel& file, const Call& call, const std::string& taken,
                ApplicationCheck& check) {
  if (!semantic::adds_middleware(file, call, kMiddleware) ||
      !semantic::is_true(file, semantic::argument(file, call, -1, "allow_credentials"))) {
    return;
  }
  const Expr* methods = semantic::argument(file, call, -1, "allow_methods");
  const Expr* headers = semantic::argument(file, call, -1, "allow_headers");
  const bool all_methods = holds_star(file, methods);
  const bool all_headers = holds_star(file, headers);
  if ((!all_methods && !all_headers) || allows_local_pages_only(file, call)) return;
  check
      .report(file, (all_methods ? methods : headers)->span(), "CORS with credentials allows {}",
              {all_methods && all_headers ? "every method and header"
               : all_methods              ? "every method"
                                          : "every header"})
      .fix("Name what the front end uses: {}{}{}{}.",
           {all_methods ? "at most the methods that the routes have, " : "",
            all_methods ? taken : std::string(),
            !all_headers  ? ""
            : all_methods ? ", and headers such as "
                          : "headers such as ",
            all_headers ? kHeaders : ""});
}

void check(ApplicationCheck& check) {
  std::string taken;
  for (const std::string_view target : kCalls) {
    for (const semantic::CallSite& site : check.model().calls_of(target)) {
      if (taken.empty()) taken = methods_of(check.application().endpoints());
      check_call(*site.file, *site.call, taken, check);
    }
  }
}

}  // namespace

extern constinit const Rule SEC085 = {
    .code = "SEC085",
    .name = "cors-methods-headers-wildcard",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-942", "OWASP API8:2023", "https://fastapi.tiangolo.com/tutorial/cors/"},
    .risk =
        "Every allowed origin may send any method and header, with the user's cookies where the "
        "application sets some: a flaw in "
        "one of them "
        "reaches all of the API, also the parts that its pages never call.",
    .advice =
        "Name what the front end uses: `allow_methods=[\"GET\", \"POST\"], "
        "allow_headers=[\"Authorization\", \"Content-Type\"]`.",
    .docs = R"md(
With `allow_credentials=True` browsers send cookies along. What else a foreign page may do should
then be listed.

```python bad
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
```

```python good
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
    allow_headers=["Authorization", "Content-Type"],
)
```

Not reported: CORS without credentials, lists that come from settings, and CORS for pages on
`localhost` only, which is a developer's.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
