#include <algorithm>

#include "app/routes/route_label.h"
#include "flow/flow.h"
#include "rules/flow_report.h"
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

// Whether the client that sends the request was made with something that decides where it goes.
bool has_own_transport(const flow::Flow& flow) {
  const auto* call = flow.sink->as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  const auto* client = method != nullptr ? method->value->as<Name>() : nullptr;
  if (client == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(*flow.file, *client);
  return std::any_of(bindings.begin(), bindings.end(), [&](const semantic::Binding* one) {
    const auto* made = as<Call>(one->value);
    if (made == nullptr) return false;
    if (guards_itself(*flow.file, *made)) return true;
    const semantic::Definition maker = flow.file->definition_of(*made->func);
    return as<FunctionDef>(maker.node) != nullptr && guards_itself(*maker.file, *maker.node);
  });
}

// Administrators say which servers the application works with.
bool is_for_administrators(const ApplicationCheck& check, const flow::Flow& flow) {
  const app::Route* route = flow.source->route;
  const app::Endpoint* endpoint =
      route != nullptr ? check.application().endpoints().of(*route) : nullptr;
  if (endpoint == nullptr) return false;
  if (!endpoint->authentication.roles.empty()) return true;
  bool asks = false;
  app::for_each_dependency(route->dependant, [&](const app::Dependency& one) {
    const app::Definition function = app::running_function(one.callable);
    const auto* node = as<FunctionDef>(function.node);
    const std::string_view name =
        node != nullptr ? function.file->text(node->name) : std::string_view{};
    asks = asks || name.find("admin") != name.npos || name.find("superuser") != name.npos;
  });
  return asks;
}

void check(ApplicationCheck& check) {
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Host)) {
    Draft draft = report_flow(check, *flow, "{} decides which server `{}` calls");
    if (has_own_transport(*flow) || is_for_administrators(check, *flow)) {
      draft.confidence(Confidence::Medium);
    }
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
        "Compare `urlsplit(url).hostname` with a list of allowed hosts before the call, and do not "
        "follow redirects; or keep the host constant and take only an id from the client.",
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
and for numbers, Enums and text with a `pattern`. For review are endpoints for administrators, who
say which servers there are, and clients with a transport of their own.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
