#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "app/routes/route_label.h"
#include "knowledge/log_calls.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "text/name_words.h"
#include "text/words.h"

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

bool is_one_of(const auto& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// Whether the function around it decides by what it reads: it limits, allows or refuses.
bool decides(const FileModel& file, const Node& node) {
  const FunctionDef* function = file.enclosing_function(node);
  if (function == nullptr) return false;
  const auto words = name_words(file.text(function->name));
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::any_of(kDecisions.begin(), kDecisions.end(), [&](std::string_view one) {
      const std::string_view rest =
          std::string_view(word).substr(std::min(one.size(), word.size()));
      return word.starts_with(one) && (rest.empty() || rest == "s" || rest == "ed" ||
                                       rest == "er" || rest == "limit" || rest == "ned");
    });
  });
}

bool is_trusted(std::span<const std::string> trusted, std::string_view header) {
  return std::any_of(trusted.begin(), trusted.end(),
                     [&](const std::string& one) { return lower_case(one) == header; });
}

// Where an address that a header gives decides about something: compared before somebody is sent
// away, handed to what limits or blocks, part of the key of a limit.
class AddressUse {
 public:
  // What `read` is the value of, in its own function and in those that call it. Null: nothing is
  // decided by it, as far as can be seen.
  static const Node* find(const FileModel& file, const Expr& read) {
    const Node* found = AddressUse(file).uses_of(read);
    const FunctionDef* function = file.enclosing_function(read);
    if (found != nullptr || function == nullptr) return found;
    if (AddressUse(file).is_too_long(*function) || !AddressUse(file).is_returned(*function, read)) {
      return nullptr;
    }
    const std::string_view name = file.qualified_name(*function);
    if (const Node* limiter = keyed_by(file, name)) return limiter;
    const auto sites = file.project().calls_of(name);
    for (const semantic::CallSite& site : sites.first(std::min(sites.size(), kMaxSites))) {
      const bool is_judged = site.file->file().role == repo::Role::Application;
      const Node* use = is_judged ? AddressUse(*site.file).uses_of(*site.call) : nullptr;
      if (use != nullptr) return site.call;
    }
    return nullptr;
  }

 private:
  static constexpr std::size_t kMaxNodes = 6000;
  static constexpr std::size_t kMaxSites = 64;

  bool is_too_long(const FunctionDef& function) const {
    return file_.tree().subtree(function).size() > kMaxNodes;
  }

  explicit AddressUse(const FileModel& file) : file_(file) {}

  // Limiter(key_func=client_ip)
  static const Node* keyed_by(const FileModel& file, std::string_view function) {
    for (const std::string_view target : {"slowapi.Limiter", "slowapi.extension.Limiter"}) {
      for (const semantic::CallSite& site : file.project().calls_of(target)) {
        const Expr* key = semantic::argument(*site.file, *site.call, 0, "key_func");
        if (key != nullptr && site.file->resolve(*key) == function) return site.call;
      }
    }
    return nullptr;
  }

  const Node* uses_of(const Expr& read) const {
    if (const Node* use = use_at(read)) return use;
    const auto* assignment = file_.enclosing_statement(read).as<Assign>();
    const auto* variable = assignment != nullptr ? assignment->targets[0]->as<Name>() : nullptr;
    const FunctionDef* function = file_.enclosing_function(read);
    if (variable == nullptr || function == nullptr || is_too_long(*function)) return nullptr;
    const semantic::SymbolId symbol = file_.scopes().symbol_of(*variable);
    for (const auto* name : file_.tree().nodes_of<Name>(*function)) {
      if (name->begin < read.end || file_.scopes().symbol_of(*name) != symbol) continue;
      if (const Node* use = use_at(*name)) return use;
    }
    return nullptr;
  }

  // Whether a `return` of the function gives the value, itself or by its name.
  bool is_returned(const FunctionDef& function, const Expr& read) const {
    const auto* assignment = file_.enclosing_statement(read).as<Assign>();
    const auto* variable = assignment != nullptr ? assignment->targets[0]->as<Name>() : nullptr;
    for (const auto* leave : file_.tree().nodes_of<Return>(function)) {
      if (leave->value == nullptr) continue;
      if (leave->value->encloses(read)) return true;
      for (const auto* name : file_.tree().nodes_of<Name>(*leave->value)) {
        if (variable != nullptr && name->name == variable->name) return true;
      }
    }
    return false;
  }

  // What stands around the value: a comparison, a call, a key.
  const Node* use_at(const Expr& value) const {
    const Node* statement = &file_.enclosing_statement(value);
    for (const Node* at = file_.parent(value); at != nullptr; at = file_.parent(*at)) {
      const auto* comparison = at->as<Compare>();
      const auto* call = at->as<Call>();
      const auto* text = at->as<JoinedStr>();
      if (comparison != nullptr && chooses(*comparison)) return comparison;
      if (call != nullptr && !call->func->encloses(value) && is_decision(*call->func)) return call;
      if (text != nullptr && is_decision(*text) && !is_logged(*text)) return text;
      if (at == statement) break;
    }
    return nullptr;
  }

  // `if address not in ALLOWED: raise …`
  bool chooses(const Compare& comparison) const {
    const Expr& other = *comparison.comparators[0];
    const auto* constant = other.as<Constant>();
    const bool is_empty = constant != nullptr && (!constant->is_str() || constant->value.empty());
    const auto* branch = file_.enclosing_statement(comparison).as<If>();
    if (is_empty || branch == nullptr || !branch->test->encloses(comparison)) return false;
    return std::any_of(branch->body.begin(), branch->body.end(), [](const Stmt* one) {
      return one->is(Kind::Raise) || one->is(Kind::Return);
    });
  }

  bool is_decision(const Node& node) const {
    const auto words = name_words(file_.text(node));
    return std::any_of(words.begin(), words.end(), [](const std::string& word) {
      constexpr std::string_view kWords[] = {
          "rate", "ratelimit", "limit",     "limiter",   "throttle",  "allowed",   "blocked",
          "ban",  "banned",    "whitelist", "blacklist", "allowlist", "blocklist", "attempts"};
      return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
    });
  }

  bool is_logged(const Node& text) const {
    const auto* call = as<Call>(file_.parent(text));
    return call != nullptr && knowledge::apparent_level(file_, *call) != knowledge::LogLevel::Given;
  }

  const FileModel& file_;
};

Draft report_address(Check& check, const Expr& key, std::string_view header,
                     std::string_view where) {
  Draft draft =
      check.report(key, "`{}` decides in `{}`, and the client writes it", {header, where});
  draft
      .risk("A new address in each request makes a limit endless; a known one opens an allow list.")
      .fix(
          "Let the server resolve the address from proxies it trusts (`uvicorn "
          "--forwarded-allow-ips`, `ProxyHeadersMiddleware`) and use `request.client.host`.");
  return draft;
}

// Whether an address is decided by that is read from a header with this name, and where if it is
// not the function's own name that says so.
bool is_decided_by(const FileModel& file, const Expr& key, const Expr& read, const Node** where) {
  if (decides(file, key)) return true;
  *where = AddressUse::find(file, read);
  return *where != nullptr;
}

// Whether the function asks another header before, in the same way: one finding says it of both.
bool is_said_before(const FileModel& file, const FunctionDef& function, const Expr& key) {
  for (const auto* one : file.tree().nodes_of<Constant>(function)) {
    if (one->begin >= key.begin) return false;
    const auto* read = as<Call>(file.parent(*one));
    const bool asks =
        one->is_str() && read != nullptr && is_one_of(kAddress, lower_case(one->value));
    const Node* where = nullptr;
    if (asks && is_decided_by(file, *one, *read, &where)) return true;
  }
  return false;
}

// The headers that the function asks after this one, and decides by as well.
void name_others(Draft& draft, const FileModel& file, const FunctionDef& function,
                 const Expr& key) {
  for (const auto* one : file.tree().nodes_of<Constant>(function)) {
    const auto* read = as<Call>(file.parent(*one));
    const bool asks = one->begin > key.begin && one->is_str() && read != nullptr &&
                      is_one_of(kAddress, lower_case(one->value));
    const Node* where = nullptr;
    if (asks && is_decided_by(file, *one, *read, &where)) {
      draft.step(file, one->span(), "so does `{}`", {one->value});
    }
  }
}

// `if not is_trusted_proxy(request.client.host): return …` before the header is read, or around it.
bool asks_for_proxy(const FileModel& file, const FunctionDef& function, const Expr& key) {
  for (const auto* choice : file.tree().nodes_of<If>(function)) {
    const bool around = choice->encloses(key) && !choice->test->encloses(key);
    const bool before = choice->end <= key.begin && semantic::ends_by_leaving(choice->body);
    if (!around && !before) continue;
    const auto words = name_words(file.text(*choice->test));
    if (std::any_of(words.begin(), words.end(), [](const std::string& word) {
          return word == "trust" || word == "trusted" || word == "proxy" || word == "proxies";
        })) {
      return true;
    }
  }
  return false;
}

// `read` is the whole expression that gives the header, `key` its name.
void check_read(const Expr& key, const Expr& read, Check& check) {
  const auto* text = key.as<Constant>();
  if (text == nullptr || !text->is_str()) return;
  const FileModel& file = check.file();
  const std::string header = lower_case(text->value);
  const bool identity = is_one_of(kIdentity, header);
  if (!identity && !is_one_of(kAddress, header)) return;
  if (is_trusted(check.option_names("trusted-headers"), header)) return;
  if (identity) {
    check.report(key, "`{}` is believed to say who sends the request", {text->value});
    return;
  }
  const FunctionDef* function = file.enclosing_function(key);
  const Node* use = nullptr;
  if (function == nullptr || !is_decided_by(file, key, read, &use)) return;
  if (asks_for_proxy(file, *function, key) || is_said_before(file, *function, key)) return;
  Draft draft = report_address(check, key, text->value, file.text(function->name));
  if (use != nullptr && function->encloses(*use)) draft.step(file, use->span(), "it decides here");
  name_others(draft, file, *function, key);
}

// request.headers.get("X-User-Id")
void check_call(const Call& call, Check& check) {
  if (!call.args.empty()) check_read(*call.args[0], call, check);
}

// request.headers["X-User-Id"]
void check_item(const Node& node, Check& check) {
  const auto& item = *node.as<Subscript>();
  const auto* headers = item.value->as<Attribute>();
  const bool read = headers != nullptr && item.context == Context::Load &&
                    check.file().text(headers->attr) == "headers";
  if (read) check_read(*item.slice, item, check);
}

void check_parameters(ApplicationCheck& check) {
  std::vector<const Arg*> seen;
  for (const app::Route* route : check.application().distinct_routes().all()) {
    app::for_each_dependency(route->dependant, [&](const app::Dependency& one) {
      const auto function = app::running_function(one.callable);
      for (const app::Parameter& parameter : one.parameters) {
        const std::string header = lower_case(parameter.alias);
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

Headers of identity are reported where they are read, headers of addresses only where they decide: in functions that are named
for it (`rate_limit_key`, `is_allowed`), compared before a request is refused, handed to what limits or blocks, in the key of a limit,
also through a function that returns them; in logs they do no harm. Headers in `trusted-headers` are never reported.
)md",
    .calls = {"starlette.datastructures.Headers.get", "starlette.datastructures.Headers.getlist"},
    .on_call = check_call,
    .kinds = {Kind::Subscript},
    .on_node = check_item,
    .on_application = check_parameters,
};

}  // namespace fastidious::rules
