#include <algorithm>
#include <set>

#include "app/dependencies/behaviour.h"
#include "app/endpoints/purpose.h"
#include "app/strangers/walk.h"
#include "rules/endpoint_report.h"
#include "rules/given_arguments.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using Status = app::Authentication::Status;

// Nothing refuses a request that somebody else has made up.
bool believes_anybody(const Endpoint& endpoint) {
  const app::Authentication& found = endpoint.authentication;
  const bool open = found.status == Status::None ||
                    (found.status == Status::Weak && !found.asks_elsewhere) ||
                    (found.status == Status::Public && !found.public_by_configuration);
  return app::is_webhook(endpoint) && found.answers && open;
}

bool takes_request(const app::Definition& callable) {
  const auto* function = as<FunctionDef>(callable.node);
  if (function == nullptr) return false;
  return std::any_of(function->args->all.begin(), function->args->all.end(), [&](const Arg* arg) {
    return arg->annotation != nullptr &&
           callable.file->type_of_annotation(*arg->annotation) == "fastapi.Request";
  });
}

// Whether it takes what was sent: a body, the request itself, or what a dependency reads of it.
bool takes_something(const Endpoint& endpoint) {
  bool takes = takes_request(endpoint.handler);
  app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
    for (const app::Parameter& parameter : one.parameters) takes = takes || parameter.is_body();
    takes = takes || (!one.name.empty() && takes_request(app::function_of(one.callable)));
  });
  return takes;
}

// Whether the request, or its headers, go where they may be checked.
bool hands_request_on(const Endpoint& endpoint) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  if (function == nullptr) return true;
  const semantic::FileModel& file = *endpoint.handler.file;
  for (const auto* name : file.tree().nodes_of<Name>(*function)) {
    if (file.type_of(*name) != "fastapi.Request") continue;
    const auto* attribute = as<Attribute>(file.parent(*name));
    if (attribute == nullptr) return true;
    const std::string_view what = file.text(attribute->attr);
    if (what == "headers" || what == "cookies" || what == "scope" || what == "query_params") {
      return endpoint.authentication.status == Status::None;
    }
  }
  return false;
}

// `check_stripe_signature(body, header, secret)`, `await verify_paypal_webhook(headers, body)`: for
// each of several services in a branch of its own.
bool verifies_somewhere(const Endpoint& endpoint) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  if (function == nullptr) return false;
  const semantic::FileModel& file = *endpoint.handler.file;
  const auto calls = file.tree().nodes_of<Call>(*function);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
    const std::string_view name = last_part(file.text(*one->func));
    const bool checks = name.find("verify") != name.npos || name.find("check") != name.npos ||
                        name.find("validate") != name.npos;
    return checks && (name.find("signature") != name.npos || name.find("webhook") != name.npos);
  });
}

// A secret in the address, or a dependency that is named like a check.
bool may_be_checked(const Endpoint& endpoint) {
  const std::string_view path = endpoint.path;
  for (const std::string_view secret : {"token}", "secret}", "key}", "signature}"}) {
    if (path.find(secret) != path.npos) return true;
  }
  bool checked = false;
  app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& one) {
    const bool own = &one == &endpoint.route->dependant;
    checked = checked || (!own && app::is_named_like_a_check(one.callable.text));
  });
  return checked || hands_request_on(endpoint) || verifies_somewhere(endpoint);
}

// The function of the module that computes a keyed digest of what it is given, `signature_of(body,
// key)`; null if there is none.
const FunctionDef* signing_function(const semantic::FileModel& file) {
  for (const Stmt* statement : file.tree().root().body) {
    const auto* function = statement->as<FunctionDef>();
    if (function == nullptr || function->is_async() || function->args->all.size() != 2) continue;
    const auto* result = function->body.empty() ? nullptr : as<Return>(function->body.back());
    if (result == nullptr || result->value == nullptr) continue;
    const auto calls = file.tree().nodes_of<Call>(*function);
    const bool signs = std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
      return file.resolve(*one->func) == "hmac.new";
    });
    const Expr* first = function->args->all.front()->annotation;
    if (signs && first != nullptr && file.text(*first) == "bytes") return function;
  }
  return nullptr;
}

// A call of it in another function of the module, which has the key at hand; null if there is none.
const Call* call_with_key(const semantic::FileModel& file, const FunctionDef& signing) {
  for (const auto* call : file.tree().nodes_of<Call>()) {
    if (call->args.size() == 2 && file.enclosing_function(*call) != nullptr &&
        file.definition_of(*call->func).node == &signing) {
      return call;
    }
  }
  return nullptr;
}

// `signature_of(body, key)` as bytes, which alone are compared whatever a client sends.
std::string as_bytes(const semantic::FileModel& file, const FunctionDef& signing,
                     std::string_view key) {
  const bool is_bytes = signing.returns != nullptr && file.text(*signing.returns) == "bytes";
  return std::string(file.text(signing.name)) + "(" +
         std::string(file.text(signing.args->all.front()->name)) + ", " + std::string(key) + ")" +
         (is_bytes ? "" : ".encode()");
}

// The name that stands beside the call where it is compared, by `==` or `compare_digest`; else
// "signature".
std::string_view compared_with(const semantic::FileModel& file, const Call* use) {
  const Node* around = use != nullptr ? file.parent(*use) : nullptr;
  const Node* comparison = around;
  for (int i = 0; i < 3 && comparison != nullptr && !comparison->is(Kind::Compare); ++i) {
    const auto* call = comparison->as<Call>();
    if (call != nullptr && call->args.size() == 2) break;
    comparison = file.parent(*comparison);
  }
  if (comparison == nullptr) return "signature";
  for (const auto* name : file.tree().nodes_of<Name>(*comparison)) {
    const bool is_parameter = parameter_named(file, *name) != nullptr;
    if (is_parameter && !use->encloses(*name)) return file.text(*name);
  }
  return "signature";
}

// In the words of the module's own function that signs.
void advise(const semantic::FileModel& file, const FunctionDef& signing, Draft& draft) {
  const Call* use = call_with_key(file, signing);
  const std::string_view key =
      use != nullptr ? file.text(*use->args[1]) : file.text(signing.args->all.back()->name);
  const std::string parameters =
      use == nullptr
          ? "a parameter `request: Request` and one for the header that holds the signature"
          : "the parameters that `" + std::string(file.text(file.enclosing_function(*use)->name)) +
                "` has for the request, the signature and the key";
  draft.fix(
      "Verify the raw body before anything of it is used, with {}: "
      "`hmac.compare_digest({}.encode(), {})`, where `{}` is `await request.body()` (of two "
      "`str`, one with other letters than ASCII raises TypeError); answer 401 if it does not "
      "match.",
      {parameters, compared_with(file, use), as_bytes(file, signing, key),
       file.text(signing.args->all.front()->name)});
}

void check(ApplicationCheck& check) {
  std::set<const Node*> reported;  // handlers; one may have several paths
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    if (endpoint.route == nullptr || !believes_anybody(endpoint) || !takes_something(endpoint)) {
      continue;
    }
    if (may_be_checked(endpoint)) continue;
    if (endpoint.handler && !reported.insert(endpoint.handler.node).second) continue;
    const std::vector<std::string> words = app::words_of_path(endpoint.path);
    const bool named = std::find_if(words.begin(), words.end(), [](const std::string& word) {
                         return word.find("webhook") != word.npos;
                       }) != words.end();
    const app::Placed place = place_of(endpoint);
    Draft draft =
        check.report(*place.file, place.expr->span(),
                     "`{}` (`{}`) takes events and checks no signature: anybody can send them",
                     {endpoint.label(), handler_name(endpoint)});
    if (const FunctionDef* own = signing_function(*endpoint.handler.file)) {
      advise(*endpoint.handler.file, *own, draft);
    }
    draft.open_to_strangers();
    if (!named || endpoint.authentication.status != Status::None)
      draft.confidence(Confidence::Medium);
  }
}

}  // namespace

extern constinit const Rule SEC061 = {
    .code = "SEC061",
    .name = "webhook-signature-missing",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references =
        {"CWE-345", "CWE-347", "OWASP API2:2023", "https://docs.stripe.com/webhooks/signature",
         "https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries"},
    .risk =
        "The address of a webhook is no secret: whoever knows it can report what never happened.",
    .advice =
        "Verify the raw body before anything of it is used, with a parameter `request: Request` "
        "and one for "
        "the header that holds the signature: `hmac.compare_digest(signature.encode(), "
        "hmac.new(secret, await request.body(), hashlib.sha256).hexdigest().encode())` (with "
        "`hmac` and `hashlib` imported, `Request` from `fastapi`), or what the service's own "
        "library "
        "has for it; answer 401 if it does not match.",
    .docs = R"md(
A POST endpoint that another service calls (its path or handler is named after webhooks, or after
Stripe, GitHub, Twilio, Slack and events), and whose code does not refuse a request without a
valid signature or token.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Event(BaseModel):
    order: str
    paid: bool


@app.post("/webhooks/payments")
def payment_event(event: Event) -> dict[str, bool]:
    return {"taken": event.paid}
```

```python good
import hashlib
import hmac
import os
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException, Request

app = FastAPI()


@app.post("/webhooks/payments")
async def payment_event(request: Request, x_signature: Annotated[str, Header()]) -> dict[str, str]:
    body = await request.body()
    expected = hmac.new(os.environ["WEBHOOK_KEY"].encode(), body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(x_signature, expected):
        raise HTTPException(401)
    return {"taken": "yes"}
```

Not reported: endpoints that any dependency, middleware or the handler itself guards; what the
configuration lists under `public` (a gateway checks the sender's address or certificate);
endpoints that take no body, that hand the request or its headers to something that may check
them, or that have a secret in their address.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
