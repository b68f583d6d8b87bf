#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string>
#include <vector>

#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Headers that say who somebody is, for a proxy to set.
constexpr std::array<std::string_view, 19> kIdentity = {"x-user-id",
                                                        "x-user",
                                                        "x-username",
                                                        "x-user-email",
                                                        "x-user-role",
                                                        "x-user-roles",
                                                        "x-auth-user",
                                                        "x-authenticated-user",
                                                        "x-authenticated-userid",
                                                        "x-forwarded-user",
                                                        "x-forwarded-email",
                                                        "x-forwarded-groups",
                                                        "x-remote-user",
                                                        "remote-user",
                                                        "x-is-admin",
                                                        "x-appengine-cron",
                                                        "x-appengine-queuename",
                                                        "x-cloudscheduler",
                                                        "x-goog-authenticated-user-email"};
// Headers that say where a request comes from.
constexpr std::array<std::string_view, 5> kAddress = {"x-forwarded-for", "x-real-ip", "x-client-ip",
                                                      "true-client-ip", "x-originating-ip"};
// Functions whose names say that they decide by the address.
constexpr std::array<std::string_view, 10> kDecisions = {
    "rate", "limit", "throttle", "allow", "block", "ban", "whitelist", "blacklist", "deny", "key"};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

bool is_one_of(const auto& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// Whether the function around it decides by what it reads: it limits, allows or refuses.
bool decides(const FileModel& file, const Node& node) {
  const FunctionDef* function = file.enclosing_function(node);
  if (function == nullptr) return false;
  const std::string name = lower(file.text(function->name));
  return std::any_of(kDecisions.begin(), kDecisions.end(),
                     [&](std::string_view word) { return name.find(word) != name.npos; });
}

bool is_trusted(std::span<const std::string> trusted, std::string_view header) {
  return std::any_of(trusted.begin(), trusted.end(),
                     [&](const std::string& one) { return lower(one) == header; });
}

void check_read(const Expr& key, Check& check) {
  const auto* text = key.as<Constant>();
  if (text == nullptr || !text->is_str()) return;
  const Constant& constant = *text;
  const FileModel& file = check.file();
  const std::string header = lower(constant.value);
  const bool identity = is_one_of(kIdentity, header);
  if (!identity && !is_one_of(kAddress, header)) return;
  if (is_trusted(check.option_names("trusted-headers"), header)) return;
  if (identity) {
    check.report(key, "`{}` is believed to say who sends the request", {constant.value});
  } else if (decides(file, key)) {
    check
        .report(key, "`{}` decides in `{}`, and the client writes it",
                {constant.value, file.text(file.enclosing_function(key)->name)})
        .risk(
            "A new address in each request makes a limit endless; a known one opens an allow list.")
        .fix(
            "Let the server resolve the address from proxies it trusts (`uvicorn "
            "--forwarded-allow-ips`, `ProxyHeadersMiddleware`) and use `request.client.host`.");
  }
}

// request.headers.get("X-User-Id")
void check_call(const Call& call, Check& check) {
  if (!call.args.empty()) check_read(*call.args[0], check);
}

// request.headers["X-User-Id"]
void check_item(const Node& node, Check& check) {
  const auto& item = *node.as<Subscript>();
  const auto* headers = item.value->as<Attribute>();
  const bool read = headers != nullptr && item.context == Context::Load &&
                    check.file().text(headers->attr) == "headers";
  if (read) check_read(*item.slice, check);
}

void check_parameters(ApplicationCheck& check) {
  std::vector<const Arg*> seen;
  for (const app::Route* route : check.application().distinct_routes().all()) {
    app::for_each_dependency(route->dependant, [&](const app::Dependency& one) {
      const auto function = app::running_function(one.callable);
      for (const app::Parameter& parameter : one.parameters) {
        const std::string header = lower(parameter.alias);
        const bool named =
            parameter.in == app::Parameter::In::Header && is_one_of(kIdentity, header);
        if (!named || parameter.arg == nullptr || !function ||
            !function.node->encloses(*parameter.arg) ||
            is_trusted(check.option_names("trusted-headers"), header) ||
            std::find(seen.begin(), seen.end(), parameter.arg) != seen.end()) {
          continue;
        }
        seen.push_back(parameter.arg);
        check
            .report(*function.file, parameter.arg->span(),
                    "`{}` is believed to say who sends the request", {parameter.alias})
            .step(*route->registered_at.file, route->registered_at.expr->span(), "`{}`",
                  {app::label_of(*route)});
      }
    });
  }
}

}  // namespace

extern constinit const Rule VAL030 = {
    .code = "VAL030",
    .name = "untrusted-identity-header",
    .family = Family::Validation,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-290", "ASVS 4.1.3", "ASVS 15.3.4"},
    .options = {names_option("trusted-headers",
                             "headers that a proxy strips from requests and sets itself")},
    .risk = "Whoever reaches the service sends the header and is whom he likes.",
    .advice =
        "Take the identity from a token that you verify. If a proxy strips and sets the header, "
        "say "
        "so: `trusted-headers = [\"X-User-Id\"]`.",
    .docs = R"md(
A header is what the client writes. `X-User-Id`, `X-Forwarded-User` and their kind mean something only behind a proxy
that removes what came in; `X-Forwarded-For` and `X-Real-IP` are no key for a rate limit or an allow list.

```python bad
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/orders")
def orders(request: Request) -> dict:
    return {"user": request.headers["X-User-Id"]}
```

```python good
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")


@app.get("/orders")
def orders(token: str = Depends(scheme)) -> dict:
    return {"user": verified(token)}
```

Headers of identity are reported where they are read, headers of addresses only in functions that decide by them
(`rate_limit_key`, `is_allowed`): in logs they do no harm. Headers in `trusted-headers` are never reported.
)md",
    .calls = {"starlette.datastructures.Headers.get", "starlette.datastructures.Headers.getlist"},
    .on_call = check_call,
    .kinds = {Kind::Subscript},
    .on_node = check_item,
    .on_application = check_parameters,
};

}  // namespace fastidious::rules
