#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "app/endpoints/made_secret.h"
#include "app/endpoints/purpose.h"
#include "app/endpoints/sign_up.h"
#include "app/routes/route_label.h"
#include "rules/endpoint_report.h"
#include "rules/proxy_trust.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/counted.h"
#include "text/in_words.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;

bool needs_limit(const Endpoint& endpoint, app::MadeSecrets& made) {
  const bool open = endpoint.kind == Endpoint::Kind::Http && endpoint.route != nullptr &&
                    !endpoint.is_guarded() && endpoint.authentication.answers &&
                    endpoint.authentication.rate_limit.empty();
  if (!open) return false;
  return app::is_open_sign_up(endpoint) ||
         (app::takes_guessable_secret(endpoint) && !made.are_taken_by(endpoint));
}

// A limit that the application has: the dependency, as it is written, and the endpoint.
struct OwnLimit {
  std::string dependency;
  std::string endpoint;
  bool by_address = false;  // it reads `request.client.host`
};

// Whether a function asks for the client's address, as the server sees it.
bool reads_address(const app::Dependency& dependency) {
  const semantic::Definition function = app::running_function(dependency.callable);
  if (!function) return false;
  const auto reads = function.file->tree().nodes_of<Attribute>(*function.node);
  return std::any_of(reads.begin(), reads.end(), [&](const Attribute* one) {
    return function.file->text(*one).ends_with("request.client.host");
  });
}

OwnLimit own_limit(const app::Application& application) {
  OwnLimit found;
  for (const Endpoint& endpoint : application.endpoints().all()) {
    if (endpoint.route == nullptr || endpoint.authentication.rate_limit.empty()) continue;
    app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
      const app::Placed named = app::argument_of(one.depends, 0, "dependency");
      if (!found.dependency.empty() || !named || !app::is_named_like_a_limit(one.callable.text)) {
        return;
      }
      found = {std::string(named.file->text(*named.expr)), endpoint.label(), reads_address(one)};
    });
    if (!found.dependency.empty()) break;
  }
  return found;
}

// slowapi's handler of RateLimitExceeded reads `app.state.limiter`, so that stays where the
// application is made: ", where `application.state.limiter = limiter` stays".
std::string what_stays(const semantic::FileModel& file, const Call& made,
                       const FunctionDef& function) {
  for (const auto* assignment : file.tree().nodes_of<Assign>(function)) {
    for (const Expr* target : assignment->targets) {
      const std::string_view text = file.text(*target);
      if (!text.ends_with(".state.limiter")) continue;
      const bool is_name = assignment->value != &made && assignment->value->is(Kind::Name);
      const std::string value(is_name ? file.text(*assignment->value) : "limiter");
      return ", where `" + std::string(text) + " = " + value + "` stays";
    }
  }
  return {};
}

// The object whose decorator is to limit: one that a function makes cannot be imported by routers.
std::string limiter_to_make(const semantic::Model& model) {
  constexpr std::string_view kLimiters[] = {"slowapi.Limiter", "slowapi.extension.Limiter"};
  for (const semantic::CallSite& site : model.calls_of_any(kLimiters)) {
    const FunctionDef* function = site.file->enclosing_function(*site.call);
    if (function == nullptr) return "import the `Limiter` of `" + site.file->file().path + "`";
    return "make the `Limiter` in a module that routers can import, not in `" +
           std::string(site.file->text(function->name)) + "`" +
           what_stays(*site.file, *site.call, *function);
  }
  return "make a `Limiter` of slowapi in a module that routers can import";
}

// What a handler has as `request`, which slowapi takes and refuses if it is no request of
// Starlette's.
struct RequestParameter {
  bool is_request = false;
  std::string clash;  // "`login` (`request: LoginRequest`)", where it is something else
};

RequestParameter request_parameter_of(const Endpoint& endpoint) {
  const auto* handler = as<FunctionDef>(endpoint.handler.node);
  if (handler == nullptr) return {};
  const semantic::FileModel& file = *endpoint.handler.file;
  const auto& all = handler->args->all;
  const auto named = std::find_if(
      all.begin(), all.end(), [&](const Arg* one) { return file.text(one->name) == "request"; });
  if (named == all.end()) return {};
  const Expr* annotation = (*named)->annotation;
  if (annotation != nullptr && last_part(file.resolve(*annotation)) == "Request") return {true, {}};
  return {false, "`" + std::string(file.text(handler->name)) + "` (`" +
                     std::string(file.text(**named)) + "`)"};
}

// "; each endpoint needs a parameter `request: Request` for it: rename …"; empty if all have it.
std::string request_that_is_needed(const std::vector<const Endpoint*>& endpoints) {
  bool all_have_it = true;
  std::vector<std::string> clashes;
  for (const Endpoint* one : endpoints) {
    RequestParameter parameter = request_parameter_of(*one);
    all_have_it = all_have_it && parameter.is_request;
    if (!parameter.clash.empty()) clashes.push_back(std::move(parameter.clash));
  }
  if (all_have_it) return {};
  std::string text = endpoints.size() == 1 ? "; the endpoint needs" : "; each endpoint needs";
  text += " a parameter `request: Request` for it";
  const bool is_told = std::any_of(endpoints.begin(), endpoints.end(), [](const Endpoint* one) {
    return one->handler.file->file().style.tells_unused_arguments;
  });
  if (is_told) text += ", with `# noqa: ARG001` where nothing else uses it";
  if (clashes.empty()) return text;
  text += ": rename what " + in_words(clashes, " and ");
  return text + (clashes.size() == 1 ? " has" : " have") + " by that name";
}

void say_limits(Draft& draft, const std::vector<const Endpoint*>& endpoints,
                std::string_view limiter, const semantic::Model& model) {
  const Endpoint& first = *endpoints.front();
  if (as<FunctionDef>(first.handler.node) == nullptr) return;
  const std::string needed = request_that_is_needed(endpoints);
  if (needed.empty()) return;
  draft.fix(
      "Set a limit by address: {}, and write `@limiter.limit(\"5/minute\")` below the route's "
      "decorator{}. Give the limiter a storage that all instances share, such as Redis. "
      "Behind a proxy let the server trust that one alone ({}), or write a `key_func` for the "
      "address that the proxy itself has added to `X-Forwarded-For`: the first one there may be a "
      "client's own, and a server that trusts `*` takes that. "
      "Where tests try more often than that, let a setting switch it off for them, `Limiter(…, "
      "enabled=…)`. If a gateway does it, "
      "set `gateway = true` below `[rules.SEC092]` in `fastidious.toml`.",
      {limiter, needed, trust_in_proxy(model, *first.handler.file)});
}

// "`POST /login`, `POST /token` and `POST /reset`"; of many the first.
std::string labels_of(const std::vector<const Endpoint*>& endpoints) {
  constexpr std::size_t kNamed = 8;
  if (endpoints.size() > kNamed) {
    return "`" + endpoints.front()->label() + "` and " +
           counted(endpoints.size() - 1, "more endpoint");
  }
  std::vector<std::string> labels;
  for (const Endpoint* one : endpoints) labels.push_back(one->label());
  return in_code(labels);
}

bool asks_for(const std::vector<const Endpoint*>& endpoints,
              std::initializer_list<std::string_view> words) {
  return std::any_of(endpoints.begin(), endpoints.end(), [&](const Endpoint* one) {
    const std::vector<std::string> path = app::words_of_path(one->path);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return std::find(path.begin(), path.end(), word) != path.end();
    });
  });
}

// `def reset(email: str)`: it is told an address and no code, to which it sends something.
bool is_told_address_only(const Endpoint& endpoint) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  if (function == nullptr) return false;
  bool has_address = false;
  for (const Arg* one : function->args->all) {
    const std::string name = lower_case(endpoint.handler.file->text(one->name));
    has_address = has_address || name.find("mail") != name.npos;
    for (const std::string_view word :
         {"code", "token", "otp", "pin", "password", "body", "data", "form", "payload", "secret"}) {
      if (name.find(word) != name.npos) return false;
    }
  }
  return has_address;
}

// What can be tried at them, as far as their paths say.
void say_risk(Draft& draft, const std::vector<const Endpoint*>& endpoints) {
  std::vector<const Endpoint*> resets;
  std::copy_if(endpoints.begin(), endpoints.end(), std::back_inserter(resets),
               [](const Endpoint* one) { return asks_for({one}, {"reset"}); });
  const bool sends = std::any_of(resets.begin(), resets.end(),
                                 [](const Endpoint* one) { return is_told_address_only(*one); });
  const bool takes_codes = std::any_of(resets.begin(), resets.end(), [](const Endpoint* one) {
    return !is_told_address_only(*one);
  });
  const bool codes = takes_codes || asks_for(endpoints, {"otp", "mfa", "2fa", "totp"});
  const bool passwords = asks_for(endpoints, {"login", "signin", "authenticate", "ldap"});
  const bool mails = sends || asks_for(endpoints, {"forgot", "recovery", "recover"});
  const auto sign_ups = std::count_if(endpoints.begin(), endpoints.end(), [](const Endpoint* one) {
    return app::is_open_sign_up(*one);
  });
  if (sign_ups == static_cast<std::ptrdiff_t>(endpoints.size())) {
    draft.risk("Accounts can be made as fast as the service answers.");
    return;
  }
  const std::string_view others = mails && sign_ups > 0 ? ", and mails be sent and accounts made,"
                                  : mails               ? ", and mails be sent,"
                                  : sign_ups > 0        ? ", and accounts be made,"
                                                        : "";
  draft.risk("{} can be tried{} as fast as the service answers.",
             {passwords && codes ? "Passwords and codes"
              : passwords        ? "Passwords"
              : codes            ? "Codes"
                                 : "Credentials",
              others});
}

void check(ApplicationCheck& check) {
  if (check.option("gateway") != 0) return;
  std::map<const app::AppRoutes*, std::vector<const Endpoint*>> groups;
  std::vector<const app::AppRoutes*> order;
  std::set<const Node*> handlers;
  app::MadeSecrets made;
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    if (!needs_limit(endpoint, made)) continue;
    if (endpoint.handler && !handlers.insert(endpoint.handler.node).second) continue;
    if (groups[endpoint.app].empty()) order.push_back(endpoint.app);
    groups[endpoint.app].push_back(&endpoint);
  }
  for (const app::AppRoutes* one : order) {
    std::vector<const Endpoint*>& endpoints = groups[one];
    std::stable_partition(endpoints.begin(), endpoints.end(),
                          [](const Endpoint* each) { return app::takes_guessable_secret(*each); });
    const Endpoint& first = *endpoints.front();
    const app::Placed place = place_of(first);
    const bool alone = endpoints.size() == 1;
    Draft draft = check.report(*place.file, place.expr->span(),
                               "Nothing limits how often {} may be tried", {labels_of(endpoints)});
    if (const OwnLimit own = own_limit(check.application()); !own.dependency.empty()) {
      draft.fix(
          "Limit {} by the account that is tried and by address. `{}` has "
          "`dependencies=[Depends({})]`{}. If a gateway does it, set `gateway = true` below "
          "`[rules.SEC092]` in "
          "`fastidious.toml`.",
          {alone ? "it" : "them", own.endpoint, own.dependency,
           own.by_address
               ? ", which tells callers who are not signed in apart by `request.client.host`: "
                 "behind a proxy that is the same for all of them, and it knows no account. Write "
                 "a dependency for this alone, with a limit such as 5 tries a minute by address "
                 "(behind a proxy the one that it has added to `X-Forwarded-For`), and count "
                 "failed "
                 "tries of an account in the handler"
               : ": look whether its key and its limit fit callers who are not signed in"});
    } else {
      say_limits(draft, endpoints, limiter_to_make(check.model()), check.model());
    }
    say_risk(draft, endpoints);
    list_endpoints(draft, endpoints);
  }
}

}  // namespace

extern constinit const Rule SEC092 = {
    .code = "SEC092",
    .name = "rate-limit-missing",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-307", "CWE-770", "OWASP API4:2023", "OWASP API6:2023", "ASVS 2.4.1",
                   "ASVS 6.3.1", "https://slowapi.readthedocs.io/en/latest/"},
    .options = {flag_option("gateway", false, "a gateway before the service limits rates")},
    .risk = "Credentials can be tried as fast as the service answers.",
    .advice =
        "Set a limit by address, with slowapi or fastapi-limiter and a storage that all "
        "instances share, such as Redis; behind a proxy by the address that the proxy itself has "
        "added to `X-Forwarded-For` (the first one there is what the client wrote). "
        "Let a setting switch the limit off for tests that try more often. If a gateway does it, "
        "set `gateway = true` below "
        "`[rules.SEC092]` in `fastidious.toml`.",
    .docs = R"md(
Endpoints that take a secret which can be guessed (login, tokens, one-time codes, password recovery)
from somebody who is not signed in yet, or by which strangers make accounts with a password of theirs, and that no limit of rates applies to: no decorator or
dependency that is named like one or answers 429, no slowapi `Limiter(default_limits=…)` with its
middleware, no other middleware that does. One finding for an application.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Login(BaseModel):
    name: str
    password: str


@app.post("/login")
def login(body: Login) -> dict[str, str]:
    return {"hello": body.name}
```

```python good
from fastapi import FastAPI, Request
from pydantic import BaseModel
from slowapi import Limiter
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address, storage_uri="redis://cache")
app.state.limiter = limiter


class Login(BaseModel):
    name: str
    password: str


@app.post("/login")
@limiter.limit("5/minute")
def login(request: Request, body: Login) -> dict[str, str]:
    return {"hello": body.name}
```

Not reported: with the option `gateway`, where a gateway limits rates; endpoints that need a valid
credential anyway; those that take what the program has made and nobody guesses (`/token/refresh`, a JWT that is
verified, also by what the token alone is handed to, a code under which `secrets.token_urlsafe(32)` was kept); health checks. Whether a limit works is SEC093.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
