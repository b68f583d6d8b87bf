#include <algorithm>
#include <optional>

#include "flow/flow.h"
#include "rules/flow_report.h"
#include "rules/given_arguments.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// `transport=`, `connector=`, `session.mount(…)`: the client may look at addresses itself.
bool guards_itself(const FileModel& file, const Node& node) {
  const auto parts = file.tree().subtree(node);
  return std::any_of(parts.begin(), parts.end(), [&](const Node* one) {
    if (const auto* keyword = one->as<Keyword>()) {
      const std::string_view name = file.text(keyword->arg);
      return name == "transport" || name == "connector" || name == "resolver";
    }
    const auto* attribute = one->as<Attribute>();
    return attribute != nullptr && file.text(attribute->attr) == "mount";
  });
}

// A class of the repository's that looks at addresses before it connects.
bool looks_at_addresses(const FileModel& file, const Node& node) {
  const auto parts = file.tree().subtree(node);
  return std::any_of(parts.begin(), parts.end(), [&](const Node* one) {
    const auto* made = one->as<Call>();
    if (made == nullptr) return false;
    const semantic::Definition found = file.definition_of(*made->func);
    if (as<ClassDef>(found.node) == nullptr) return false;
    const std::string_view text = found.file->text(*found.node);
    return text.find("is_private") != text.npos || text.find("is_global") != text.npos ||
           text.find("is_loopback") != text.npos;
  });
}

// Who decides where a request goes beside the address.
enum class Transport { Plain, Own, Checking };

Transport transport_in(const FileModel& file, const Node& node) {
  if (!guards_itself(file, node)) return Transport::Plain;
  return looks_at_addresses(file, node) ? Transport::Checking : Transport::Own;
}

Transport transport_of_maker(const FileModel& file, const Call& made) {
  const Transport own = transport_in(file, made);
  const semantic::Definition maker = file.definition_of(*made.func);
  const bool is_function = own == Transport::Plain && as<FunctionDef>(maker.node) != nullptr;
  return is_function ? transport_in(*maker.file, *maker.node) : own;
}

// Of a client that is one of two the one that looks less closely; Plain where nothing is known.
Transport lesser(Transport a, Transport b) {
  return a == Transport::Own || b == Transport::Own ? Transport::Own : a;
}

Transport transport_of(const FileModel& file, const Expr& client, int depth);

// A client that the function is given.
Transport transport_given(const FileModel& file, const Name& client, int depth) {
  const std::vector<GivenArgument> given = given_arguments(file, client);
  std::optional<Transport> all;
  for (const GivenArgument& one : given) {
    if (one.expr == nullptr) return Transport::Plain;
    const Transport here = transport_of(*one.file, *one.expr, depth + 1);
    if (here == Transport::Plain) return here;
    all = all ? lesser(*all, here) : here;
  }
  return all.value_or(Transport::Plain);
}

Transport transport_of(const FileModel& file, const Expr& client, int depth) {
  constexpr int kMaxDepth = 3;
  if (const auto* made = client.as<Call>()) return transport_of_maker(file, *made);
  const auto* name = client.as<Name>();
  if (name == nullptr || depth > kMaxDepth) return Transport::Plain;
  std::optional<Transport> known;
  for (const semantic::Binding* one : semantic::reaching_bindings(file, *name)) {
    const auto* made = as<Call>(one->value);
    const bool is_given = as<Arg>(one->node) != nullptr;
    const Transport here = made != nullptr ? transport_of_maker(file, *made)
                           : is_given      ? transport_given(file, *name, depth)
                                           : Transport::Plain;
    if (here != Transport::Plain) known = known ? lesser(*known, here) : here;
  }
  return known.value_or(Transport::Plain);
}

Transport transport_of(const flow::Flow& flow) {
  const auto* call = flow.sink->as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  return method != nullptr ? transport_of(*flow.file, *method->value, 0) : Transport::Plain;
}

bool asks_for_roles(const ApplicationCheck& check, const flow::Flow& flow) {
  const app::Route* route = flow.source->route;
  const app::Endpoint* endpoint =
      route != nullptr ? check.application().endpoints().of(*route) : nullptr;
  return endpoint != nullptr && !endpoint->authentication.roles.empty();
}

// Of each place the shortest way that is open to others than administrators; else the shortest.
std::vector<const flow::Flow*> worst_flows(const ApplicationCheck& check) {
  std::vector<const flow::Flow*> worst = flows_by_sink(check, flow::Danger::Host);
  for (const flow::Flow*& one : worst) {
    if (!comes_from_administrators(check, *one)) continue;
    const flow::Flow* open = nullptr;
    for (const flow::Flow& other : flows_of(check).of(flow::Danger::Host)) {
      const bool is_better = other.sink == one->sink && !comes_from_administrators(check, other) &&
                             (open == nullptr || other.stops.size() < open->stops.size());
      if (is_better) open = &other;
    }
    if (open != nullptr) one = open;
  }
  return worst;
}

void check(ApplicationCheck& check) {
  for (const flow::Flow* flow : worst_flows(check)) {
    const Transport transport = transport_of(*flow);
    if (transport == Transport::Checking) continue;
    const bool is_administrators = comes_from_administrators(check, *flow);
    Draft draft = report_flow(check, *flow, "{} decides which server `{}` calls");
    if (transport == Transport::Own || asks_for_roles(check, *flow)) {
      draft.confidence(Confidence::Medium);
    }
    if (!is_administrators) continue;
    draft.severity(Severity::Warning)
        .confidence(Confidence::Medium)
        .risk(
            "Naming the server may be what administrators are there for; whoever takes over one "
            "of their accounts reaches the cloud's metadata server and what else is inside.")
        .fix(
            "Compare the host with those that are allowed. If any server is meant, resolve its "
            "name (`socket.getaddrinfo`), refuse it unless each of its addresses is public "
            "(`ipaddress.ip_address(address).is_global`), and do not follow redirects.");
  }
}

}  // namespace

extern constinit const Rule SEC029 = {
    .code = "SEC029",
    .name = "ssrf",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-918", "OWASP API7:2023", "ASVS 1.3.6",
                   "https://cheatsheetseries.owasp.org/cheatsheets/"
                   "Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html"},
    .risk =
        "The service calls whatever a client names: the cloud's metadata server, databases and "
        "administration pages that trust whoever is inside.",
    .advice =
        "Compare `urllib.parse.urlsplit(url).hostname` with a list of allowed hosts before the "
        "call, and do not follow redirects; or keep the host constant and take only an id from the "
        "client.",
    .docs = R"md(
A client that decides the host of a request that the service makes uses the service as its own
browser, from inside the network. That the value is a well-formed `HttpUrl` is no defence:
`http://169.254.169.254/` is well-formed too.

```python bad
import httpx
from fastapi import FastAPI

app = FastAPI()

@app.get("/preview")
async def preview(url: str) -> str:
    async with httpx.AsyncClient() as client:
        answer = await client.get(url)
    return answer.text
```

```python good
from urllib.parse import urlsplit

import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
HOSTS = {"images.example.com"}

@app.get("/preview")
async def preview(url: str) -> str:
    if urlsplit(url).hostname not in HOSTS:
        raise HTTPException(400, "not one of our servers")
    async with httpx.AsyncClient() as client:
        answer = await client.get(url)
    return answer.text
```

Silent where the host is written before the value (`f"https://api.example.com/items/{name}"`,
`f"{settings.API}/{name}"`), where the host was compared with allowed ones or its address looked at,
and for numbers, Enums and text with a `pattern`. So is a client with a `transport=` or
`connector=` of a class of the repository's that looks at addresses (`is_private`, `is_global`).
Endpoints for administrators, who say which servers there are, give a warning; for review are
clients with another transport of their own.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
