#include <algorithm>

#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::string_view kSlowapi[] = {"slowapi.Limiter", "slowapi.Limiter.limit",
                                         "slowapi.Limiter.shared_limit"};

bool is_limit(const FileModel& file, const Expr& decorator) {
  const auto* call = decorator.as<Call>();
  if (call == nullptr) return false;
  const std::string_view target = file.resolve(*call->func);
  return target == "slowapi.Limiter.limit" || target == "slowapi.Limiter.shared_limit";
}

bool is_route(const FileModel& file, const Expr& decorator) {
  const auto* call = decorator.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr) return false;
  const std::string_view type = file.type_of(*method->value);
  const bool router = file.project().is_subclass(type, "fastapi.APIRouter") ||
                      file.project().is_subclass(type, "fastapi.FastAPI");
  constexpr std::string_view kMethods[] = {"get",    "post",      "put",  "patch",
                                           "delete", "api_route", "head", "options"};
  return router && std::find(std::begin(kMethods), std::end(kMethods), file.text(method->attr)) !=
                       std::end(kMethods);
}

// The limit runs around what the route's decorator has registered already: it is never called.
void check_order(ProjectCheck& check, const FileModel& file, const FunctionDef& function) {
  const Expr* limit = nullptr;
  for (const Expr* decorator : function.decorator_list) {
    if (is_limit(file, *decorator)) limit = decorator;
    if (limit == nullptr || !is_route(file, *decorator)) continue;
    check
        .report(file, limit->span(),
                "The limit stands above the route's decorator, which has registered `{}` "
                "without it",
                {file.text(function.name)})
        .edit(limit->span(), file.text(*decorator))
        .edit(decorator->span(), file.text(*limit));
    return;
  }
}

// slowapi looks for a parameter of this name.
void check_parameter(ProjectCheck& check, const FileModel& file, const FunctionDef& function) {
  for (const Arg* arg : function.args->all) {
    const std::string_view name = file.text(arg->name);
    if (name == "request" || name == "websocket") return;
  }
  const auto limit = std::find_if(function.decorator_list.begin(), function.decorator_list.end(),
                                  [&](const Expr* one) { return is_limit(file, *one); });
  check
      .report(file, (*limit)->span(),
              "`{}` has no parameter `request`: slowapi raises an exception when the module is "
              "imported",
              {file.text(function.name)})
      .risk("The application does not start.")
      .fix("Add `request: Request` to the parameters.")
      .fix_class(FixClass::None);
}

void check_function(ProjectCheck& check, const FileModel& file, const FunctionDef& function) {
  const bool limited = std::any_of(function.decorator_list.begin(), function.decorator_list.end(),
                                   [&](const Expr* one) { return is_limit(file, *one); });
  if (!limited) return;
  check_order(check, file, function);
  check_parameter(check, file, function);
}

bool sets_state(const FileModel& file, const Node& node) {
  const auto* assign = node.as<Assign>();
  return assign != nullptr &&
         std::any_of(assign->targets.begin(), assign->targets.end(), [&](const Expr* target) {
           return file.text(*target).ends_with(".state.limiter");
         });
}

struct Seen {
  const FileModel* file = nullptr;  // of the first Limiter(…)
  const Call* limiter = nullptr;
  bool state_is_set = false;
  std::string_view handler, middleware;  // that ask for `app.state.limiter`
};

// The decorator by itself has its limiter at hand.
void look_at_name(const FileModel& file, const Name& name, Seen& seen) {
  const std::string_view target = file.resolve(name);
  if (!target.starts_with("slowapi.")) return;
  const std::string_view last = target.substr(target.rfind('.') + 1);
  if (last == "_rate_limit_exceeded_handler") seen.handler = last;
  if (last == "SlowAPIMiddleware" || last == "SlowAPIASGIMiddleware") seen.middleware = last;
}

void look_at(ProjectCheck& check, const FileModel& file, Seen& seen) {
  for (const Node* node : file.tree().nodes()) {
    seen.state_is_set = seen.state_is_set || sets_state(file, *node);
    if (const auto* name = node->as<Name>()) {
      look_at_name(file, *name, seen);
    } else if (const auto* function = node->as<FunctionDef>()) {
      check_function(check, file, *function);
    } else if (const auto* call = node->as<Call>()) {
      const std::string_view target = file.resolve(*call->func);
      if (target != "slowapi.Limiter") continue;
      if (seen.limiter == nullptr) seen.file = &file;
      if (seen.limiter == nullptr) seen.limiter = call;
      const Expr* key = semantic::argument(file, *call, 0, "key_func");
      if (key != nullptr && file.resolve(*key) == "slowapi.util.get_ipaddr") {
        check
            .report(file, key->span(),
                    "`get_ipaddr` believes a header `X_FORWARDED_FOR` that every client can "
                    "send: each "
                    "request can have a limit of its own")
            .fix(
                "Use `get_remote_address`, and let uvicorn set the address from trusted proxies "
                "(`--proxy-headers --forwarded-allow-ips`).")
            .fix_class(FixClass::None);
      }
    }
  }
}

void report_state(ProjectCheck& check, const Seen& seen) {
  const bool is_asked_always = !seen.middleware.empty();
  const std::string_view asks = is_asked_always ? seen.middleware : seen.handler;
  if (asks.empty()) return;
  check
      .report(*seen.file, seen.limiter->span(),
              "No application has this limiter as `app.state.limiter`, where `{}` looks for it: {} "
              "answers 500",
              {asks, is_asked_always ? "every request" : "what the limit refuses"})
      .severity(is_asked_always ? Severity::Critical : Severity::Warning)
      .risk(is_asked_always ? "Nothing that is asked of the application works."
                            : "Clients are told of a fault of the server, and try again.")
      .fix("Write `app.state.limiter = limiter` where the application is made.")
      .fix_class(FixClass::None);
}

void check(ProjectCheck& check) {
  if (check.model().calls_of_any(kSlowapi).empty()) return;
  Seen seen;
  for (const FileModel& file : check.model().files()) {
    if (file.file().role != project::Role::Test) look_at(check, file, seen);
  }
  if (seen.limiter == nullptr || seen.state_is_set) return;
  report_state(check, seen);
}

}  // namespace

extern constinit const Rule SEC093 = {
    .code = "SEC093",
    .name = "rate-limit-ineffective",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Safe,
    .where = Where::Application,
    .references = {"CWE-307", "CWE-799", "OWASP API4:2023",
                   "https://slowapi.readthedocs.io/en/latest/#fastapi"},
    .risk = "The limit is never looked at: passwords can be tried as fast as the service answers.",
    .advice = "Write the route's decorator above `@limiter.limit(…)`.",
    .docs = R"md(
Limits of slowapi that do not limit: `@limiter.limit(…)` above the route's decorator (which registers
the function below it), on a function without a parameter `request`; keys that the client chooses
(`get_ipaddr`); a limiter that no application has as `app.state.limiter`, where slowapi's middleware asks for it
(critical) or its `_rate_limit_exceeded_handler` does (a warning; the decorator by itself does not).

```python bad
from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address)
app.state.limiter = limiter


@limiter.limit("5/minute")
@app.post("/login")
def login(request: Request, name: str) -> str:
    return name
```

```python good
from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address)
app.state.limiter = limiter


@app.post("/login")
@limiter.limit("5/minute")
def login(request: Request, name: str) -> str:
    return name
```

Not looked at: whether several workers share the counts (give `storage_uri="redis://…"` if there are
any), and whether a proxy hides the clients' addresses.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
