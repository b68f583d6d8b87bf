#include <algorithm>
#include <set>

#include "app/dependencies/behaviour.h"
#include "app/strangers/walk.h"
#include "knowledge/secret_names.h"
#include "rules/application_check.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Parameter;
using app::Route;
using semantic::FileModel;

// Links that are sent by mail and hold a token that works once, and signed links to files.
constexpr std::string_view kLinks[] = {
    "reset",  "recover", "verify", "confirm", "activate", "invit", "unsub",    "share",  "download",
    "signed", "magic",   "accept", "forgot",  "validate", "oauth", "callback", "webhook"};

bool is_link(std::string_view path) {
  const std::string lower = lower_case(path);
  return std::any_of(std::begin(kLinks), std::end(kLinks),
                     [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

// `f"https://{domain}/invite?token={token}"` is made for a person to follow, and OAuth 1.0a hands
// its request token over in the URL (RFC 5849, 2.3). Passwords and keys are in no link.
bool is_link(const JoinedStr& text, std::string_view name) {
  return name.ends_with("token") &&
         std::any_of(text.values.begin(), text.values.end(), [](const Expr* part) {
           const auto* literal = part->as<Constant>();
           return literal != nullptr && is_link(literal->value);
         });
}

// `link = f"https://{domain}/settings?token={token}"`
bool is_named_link(const FileModel& file, const JoinedStr& text) {
  const auto* assign = as<Assign>(file.parent(text));
  const auto* target = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
  const std::string_view name = target != nullptr ? file.text(target->name) : std::string_view{};
  return name == "link" || name.ends_with("_link");
}

// `token: str = Query(description="Signed token of the report")`
bool is_said_to_be_signed(const FileModel& file, const Parameter& parameter) {
  const std::size_t kMost = 300;
  const std::string_view around = file.file().text.view().substr(parameter.arg->begin, kMost);
  const std::string_view said = around.substr(0, around.find("),"));
  return said.find("description=") != said.npos &&
         (has_word(said, "Signed") || has_word(said, "signed"));
}

bool is_secret(std::string_view name) {
  return knowledge::evidence_of_name(name) != knowledge::NameEvidence::None;
}

bool is_text(const app::Type& type) {
  const app::Type plain = app::without_none(type);
  return plain.is_scalar("builtins.str") || plain.is_scalar("pydantic.SecretStr") ||
         plain.is(app::Type::Kind::Missing);
}

bool names(const FileModel& file, const Node& where, std::string_view wanted) {
  const auto nodes = file.tree().subtree(where);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* name = node->as<Name>();
    return name != nullptr && file.text(name->name) == wanted;
  });
}

bool names_any_path_parameter(const Route& route, const FileModel& file, const Node& where) {
  const auto& all = route.dependant.parameters;
  return std::any_of(all.begin(), all.end(), [&](const Parameter& one) {
    return one.in == Parameter::In::Path && names(file, where, one.field.name);
  });
}

// `item = read(token)`: the name that what a token says is given.
std::string_view name_of_content(const FileModel& file, const Node& node, std::string_view token) {
  const auto* assign = node.as<Assign>();
  if (assign == nullptr || assign->targets.size() != 1 || !assign->targets[0]->is(Kind::Name) ||
      !assign->value->is(Kind::Call) || !names(file, *assign->value, token)) {
    return {};
  }
  return file.text(*assign->targets[0]);
}

// `verify(token, item_id)`, `if read(token) != item_id:`, with the item of the path: a signed link,
// good for that one only.
bool is_checked_with_item(const Route& route, const FileModel& file, const Parameter& parameter) {
  const auto* handler = as<FunctionDef>(route.handler.definition.node);
  if (handler == nullptr || route.handler.definition.file != &file ||
      route.kind != Route::Kind::Http ||
      lower_case(parameter.alias).find("key") != std::string::npos) {
    return false;
  }
  std::string_view content;
  for (const Node* node : file.tree().subtree(*handler)) {
    if (content.empty()) content = name_of_content(file, *node, parameter.field.name);
    const bool call = node->is(Kind::Call) && names(file, *node, parameter.field.name);
    const bool comparison =
        node->is(Kind::Compare) && (names(file, *node, parameter.field.name) ||
                                    (!content.empty() && names(file, *node, content)));
    if ((call || comparison) && names_any_path_parameter(route, file, *node)) return true;
  }
  return false;
}

// Whether the function reads what it is given for a name once and deletes it: `redis.getdel(key)`.
bool takes_ticket(const FileModel& file, const FunctionDef& function) {
  bool reads = false, deletes = false;
  for (const auto* call : file.tree().nodes_of<Call>(function)) {
    const auto* method = call->func->as<Attribute>();
    const std::string_view name = method != nullptr ? file.text(method->attr) : std::string_view{};
    if (name == "getdel") return true;
    reads = reads || name == "get";
    deletes = deletes || name == "delete";
  }
  return reads && deletes;
}

// The parameter is handed to a function that takes a ticket, which is good for one time only.
bool is_ticket(const FileModel& file, const Parameter& parameter) {
  const Node* at = parameter.arg;
  while (at != nullptr && as<FunctionDef>(at) == nullptr) at = file.parent(*at);
  const auto* function = as<FunctionDef>(at);
  if (function == nullptr) return false;
  for (const auto* call : file.tree().nodes_of<Call>(*function)) {
    const auto* given = call->args.empty() ? nullptr : call->args[0]->as<Name>();
    if (given == nullptr || file.text(given->name) != parameter.field.name) continue;
    const app::Definition callee = file.definition_of(*call->func);
    const auto* called = as<FunctionDef>(callee.node);
    if (called != nullptr && takes_ticket(*callee.file, *called)) return true;
  }
  return false;
}

// `APIKeyQuery(name="acting_user")` names somebody.
bool is_identifier(const app::SecurityScheme& scheme) {
  constexpr std::string_view kEndings[] = {"user", "username", "user_name", "user_id", "tenant"};
  const Expr* argument =
      semantic::argument(*scheme.call.file, *scheme.call.expr->as<Call>(), -1, "name");
  const auto name = argument != nullptr ? scheme.call.file->constant_string(*argument)
                                        : std::optional<std::string>();
  return name && std::any_of(std::begin(kEndings), std::end(kEndings),
                             [&](std::string_view ending) { return name->ends_with(ending); });
}

// `DELETE /token?token=…` of a function that is named so: the token is worth nothing afterwards.
bool revokes(const Route& route) {
  constexpr std::string_view kWords[] = {"delete", "revoke", "remove", "invalidate"};
  const auto* handler = as<FunctionDef>(route.handler.definition.node);
  if (handler == nullptr || route.methods != std::vector<std::string>{"DELETE"}) return false;
  const std::string name = lower_case(route.handler.definition.file->text(handler->name));
  return name.find("token") != name.npos &&
         std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return name.find(word) != name.npos; });
}

// A service that signs what it sends cannot be told to send headers of our own.
bool takes_signature(const Route& route) {
  const auto& all = route.dependant.parameters;
  return std::any_of(all.begin(), all.end(), [](const Parameter& one) {
    return one.in == Parameter::In::Header &&
           lower_case(one.alias).find("signature") != std::string::npos;
  });
}

bool has_check_by_name(const Route& route) {
  bool has = false;
  app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
    const bool own = &one == &route.dependant;
    has = has || (!own && (one.scheme || app::is_named_like_a_check(one.callable.text)));
  });
  return has;
}

// Whether something besides the handler's own body refuses strangers. Of a router that no
// application is seen to include, the names have to do.
bool is_guarded_elsewhere(const app::Endpoint* endpoint, const Route& route,
                          const FunctionDef& handler) {
  if (endpoint == nullptr) return has_check_by_name(route);
  const auto& evidence = endpoint->authentication.evidence;
  return endpoint->is_guarded() &&
         std::any_of(evidence.begin(), evidence.end(), [&](const app::Evidence& one) {
           return one.at && std::none_of(handler.body.begin(), handler.body.end(),
                                         [&](const Stmt* statement) {
                                           return one.at.file == endpoint->handler.file &&
                                                  statement->encloses(*one.at.expr);
                                         });
         });
}

// An optional key among the parameters of a report that another check guards: it says whose
// figures are asked for.
bool is_filter(const app::Application& application, const Route& route, const FileModel& file,
               const Parameter& parameter) {
  const auto* handler = as<FunctionDef>(route.handler.definition.node);
  const app::Endpoint* endpoint = application.endpoints().of(route);
  const bool own = handler != nullptr && route.handler.definition.file == &file &&
                   handler->encloses(*parameter.arg);
  const bool reads = route.kind == Route::Kind::Http && route.methods.size() == 1 &&
                     route.methods.front() == "GET";
  return own && reads && is_guarded_elsewhere(endpoint, route, *handler) &&
         !parameter.field.required && parameter.in == Parameter::In::Query &&
         knowledge::evidence_of_name(parameter.alias) == knowledge::NameEvidence::Token;
}

// `/sub/{token}`: the address itself is what was handed out, as with links that people get by mail.
bool is_capability(const Parameter& parameter) {
  return parameter.in == Parameter::In::Path && lower_case(parameter.alias) == "token";
}

// `PUT /provider-key?api_key=…` of an administrator, `POST /login?password=…`: what the endpoint
// works with, not what opens it. Such a value goes into the body.
bool is_content(const app::Application& application, const Route& route,
                const Parameter& parameter) {
  const auto writes = [](const std::string& method) {
    return method == "POST" || method == "PUT" || method == "PATCH";
  };
  const auto* handler = as<FunctionDef>(route.handler.definition.node);
  return route.kind == Route::Kind::Http && handler != nullptr && !route.methods.empty() &&
         std::all_of(route.methods.begin(), route.methods.end(), writes) &&
         handler->encloses(*parameter.arg) &&
         (knowledge::evidence_of_name(parameter.alias) == knowledge::NameEvidence::Password ||
          is_guarded_elsewhere(application.endpoints().of(route), route, *handler));
}

class UrlSearch {
 public:
  explicit UrlSearch(ApplicationCheck& check) : check_(check) {}

  void look_at(const Route& route) {
    const bool meant = is_link(route.path) || takes_signature(route) || revokes(route);
    app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
      if (one.scheme && one.scheme->cls == "fastapi.security.APIKeyQuery") report(*one.scheme);
      const app::Definition function = app::function_of(one.callable);
      if (function && !meant) look_at(route, *function.file, one.parameters);
    });
  }

  // One finding for all that one URL holds.
  void look_at(const FileModel& file, const JoinedStr& text) {
    std::string held;
    for (std::size_t i = 1; i < text.values.size(); ++i) {
      const auto* before = text.values[i - 1]->as<Constant>();
      const auto* hole = text.values[i]->as<FormattedValue>();
      if (before == nullptr || hole == nullptr) continue;
      const std::string_view name = name_before(before->value);
      if (!is_secret(name) || is_link(text, name)) continue;
      if (name.ends_with("token") && is_named_link(file, text)) continue;
      if (!holds_secret(file, *hole->value) || !is_address(file, text)) continue;
      held += (held.empty() ? "`" : " and `") + std::string(file.text(*hole->value)) + "`";
    }
    if (!held.empty()) report(file, text, held);
  }

 private:
  void report(const FileModel& file, const JoinedStr& text, std::string_view held) {
    check_.report(file, text.span(), "The URL holds the secret {}", {held})
        .severity(Severity::Warning)
        .risk(
            "HTTP clients log the URLs that they ask for and name them in their exceptions; so do "
            "the proxies on the way.")
        .fix(
            "Send it in a header if the service takes one: `headers={\"Authorization\": "
            "f\"Bearer {token}\"}`; else keep the client's URLs out of logs and messages.");
  }

  void report(const app::SecurityScheme& scheme) {
    if (!scheme.call || !seen_.insert(scheme.call.expr).second || is_identifier(scheme)) return;
    Draft draft = check_.report(*scheme.call.file, scheme.call.expr->span(),
                                "The API key is accepted in the URL");
    draft.fix(
        has_header_scheme(*scheme.call.file)
            ? "Leave it to the `APIKeyHeader`, which is there already, and take this one away."
            : "Use `APIKeyHeader(name=\"X-API-Key\")`.");
  }

  static bool has_header_scheme(const FileModel& file) {
    const auto calls = file.tree().nodes_of<Call>();
    return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
      return file.resolve(*call->func) == "fastapi.security.APIKeyHeader";
    });
  }

  bool is_flaw(const Route& route, const FileModel& file, const Parameter& parameter) {
    const bool in_url = parameter.in == Parameter::In::Query || parameter.in == Parameter::In::Path;
    if (!in_url || !is_secret(parameter.alias) || !is_text(parameter.field.type)) return false;
    // A parameter of another function: an attribute of a class-based view, a field of a model.
    if (parameter.arg == nullptr || file.text(parameter.arg->name) != parameter.field.name) {
      return false;
    }
    return !is_capability(parameter) && !is_said_to_be_signed(file, parameter) &&
           !is_checked_with_item(route, file, parameter) && !is_ticket(file, parameter) &&
           !is_filter(check_.application(), route, file, parameter) &&
           seen_.insert(parameter.arg).second;
  }

  // One finding for all that one function takes.
  void look_at(const Route& route, const FileModel& file,
               const std::vector<Parameter>& parameters) {
    const Parameter* first = nullptr;
    std::string names;
    bool several = false;
    for (const Parameter& one : parameters) {
      if (!is_flaw(route, file, one)) continue;
      if (first == nullptr) first = &one;
      several = first != &one;
      names += (names.empty() ? "`" : " and `") + one.alias + "`";
    }
    if (first == nullptr) return;
    Draft draft = check_.report(
        file, first->arg->span(), "{} {} sent in the {}",
        {names, several ? "are" : "is", first->in == Parameter::In::Query ? "query" : "path"});
    if (route.kind == Route::Kind::WebSocket) {
      draft.confidence(Confidence::Low)
          .fix(
              "Browsers cannot set headers here: send it in the first message, or let a "
              "short-lived "
              "ticket stand for it.");
    } else if (is_content(check_.application(), route, *first)) {
      constexpr ImportedName kNeeded[] = {
          {"typing", "Annotated"}, {"fastapi", "Body"}, {"pydantic", "SecretStr"}};
      draft.fix("Take it from the body: `{}: Annotated[SecretStr, Body(embed=True)]`{}.",
                {first->field.name, with_imports_from(file, kNeeded)});
    }
  }

  // "api_key" of "…&api_key=".
  static std::string_view name_before(std::string_view text) {
    if (!text.ends_with('=')) return {};
    text.remove_suffix(1);
    const std::size_t at = text.find_last_of("?&");
    const std::string_view name = at == text.npos ? std::string_view{} : text.substr(at + 1);
    return name == "key" ? std::string_view("api_key") : name;
  }

  static bool holds_secret(const FileModel& file, const Expr& value) {
    const Expr* inner = &value;
    if (const auto* call = inner->as<Call>()) {
      const auto* method = call->func->as<Attribute>();
      if (method == nullptr || file.text(method->attr) != "get_secret_value") return false;
      inner = method->value;
    }
    const auto* name = inner->as<Name>();
    const auto* attribute = inner->as<Attribute>();
    return is_secret(name != nullptr        ? file.text(name->name)
                     : attribute != nullptr ? file.text(attribute->attr)
                                            : std::string_view{});
  }

  // Whether the text begins as an address, or goes into a call whose name says that it fetches.
  static bool is_address(const FileModel& file, const JoinedStr& text) {
    const auto* first = text.values[0]->as<Constant>();
    if (first != nullptr && first->value.starts_with("http")) return true;
    const auto* call = as<Call>(file.parent(text));
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    const std::string_view name = method != nullptr ? file.text(method->attr) : "";
    return name == "get" || name == "post" || name == "request" || name == "put";
  }

  ApplicationCheck& check_;
  std::set<const Node*> seen_;
};

void check(ApplicationCheck& check) {
  UrlSearch search(check);
  for (const Route* route : check.application().distinct_routes().all()) search.look_at(*route);
  for (const FileModel& file : check.model().files()) {
    if (!concerns(Where::Application, file.file().role)) continue;
    for (const auto* text : file.tree().nodes_of<JoinedStr>()) {
      search.look_at(file, *text);
    }
  }
}

}  // namespace

extern constinit const Rule SEC012 = {
    .code = "SEC012",
    .name = "secret-in-url",
    .family = Family::Security,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references =
        {"CWE-598", "ASVS 14.2.1",
         "https://fastapi.tiangolo.com/reference/security/#fastapi.security.APIKeyHeader"},
    .risk =
        "URLs are written down everywhere: in access logs of every server on the way, in the "
        "browser's history, in `Referer` headers.",
    .advice = "Take it from a header: `APIKeyHeader(name=\"X-API-Key\")`, or `HTTPBearer()`.",
    .docs = R"md(
`APIKeyQuery`, query and path parameters of endpoints that are named like secrets, and URLs that the application puts
together with a secret in the query.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders(api_key: str) -> list[str]: ...
```

```python good
from typing import Annotated

from fastapi import FastAPI, Header

app = FastAPI()


@app.get("/orders")
def orders(x_api_key: Annotated[str, Header()]) -> list[str]: ...


@app.get("/reset-password/{token}")
def reset(token: str) -> None: ...
```

In URLs that the application asks for itself it is a warning: some services take the key nowhere else.

Left alone are links that people get by mail (`reset`, `verify`, `invite`, `unsubscribe`, …), addresses that hold nothing but a `token`, signed links (also a token
that is checked together with an item of the path), tickets that a function of the repository deletes as it reads them, names of
users (`APIKeyQuery(name="acting_user")`), what OAuth sends back, tokens that `DELETE` takes to delete them, and optional keys of GET endpoints that
something else guards: they filter. Review is requested; for WebSockets, where browsers cannot set headers, with low confidence.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
