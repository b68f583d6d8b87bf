#include <set>

#include "app/strangers/walk.h"
#include "knowledge/auth_calls.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;

// The first message may hold a token, and who gets the socket may read it.
bool may_check(const Endpoint& endpoint) {
  const semantic::FileModel& file = *endpoint.handler.file;
  for (const auto* call : file.tree().nodes_of<Call>(*endpoint.handler.node)) {
    if (app::is_named_like_a_check(file.text(*call->func)) ||
        knowledge::is_verifier(file.resolve(*call->func))) {
      return true;
    }
    for (const Expr* argument : call->args) {
      if (file.type_of(*argument) == "fastapi.WebSocket") return true;
    }
    for (const Keyword* keyword : call->keywords) {
      if (file.type_of(keyword->value) == "fastapi.WebSocket") return true;
    }
  }
  return false;
}

void check(ApplicationCheck& check) {
  std::set<const Node*> reported;  // handlers; one may have several paths
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    if (endpoint.kind != Endpoint::Kind::WebSocket || !endpoint.handler ||
        endpoint.authentication.status != app::Authentication::Status::None) {
      continue;
    }
    if (may_check(endpoint) || !reported.insert(endpoint.handler.node).second) continue;
    const app::Placed place = place_of(endpoint);
    check.report(*place.file, place.expr->span(), "`{}` (`{}`) accepts whoever connects",
                 {endpoint.label(), handler_name(endpoint)});
  }
}

}  // namespace

extern constinit const Rule SEC067 = {
    .code = "SEC067",
    .name = "websocket-unauthenticated",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-306", "CWE-1385", "ASVS 4.4.2", "ASVS 4.4.3",
                   "https://fastapi.tiangolo.com/advanced/websockets/"},
    .risk =
        "Everybody, and every page that somebody opens, can connect, read what is sent and "
        "send "
        "something: CORS does not hold for WebSockets.",
    .advice =
        "Check a token before `accept()`, in a dependency that raises "
        "`WebSocketException(code=1008)`; "
        "with cookies compare the `Origin` header, too.",
    .docs = R"md(
WebSocket endpoints that no dependency and not their own body guards: nothing looks at a token, a
cookie or a header before messages go to and fro.

```python bad
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/orders")
async def orders(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("order 1")
```

```python good
import os
import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, Query, WebSocket, WebSocketException

app = FastAPI()


def require_token(token: Annotated[str, Query()]) -> None:
    if not secrets.compare_digest(token, os.environ["FEED_TOKEN"]):
        raise WebSocketException(code=1008)


@app.websocket("/orders", dependencies=[Depends(require_token)])
async def orders(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("order 1")
```

Not reported: what the configuration lists under `public`, paths that say that they are public;
endpoints that read a credential somewhere, or hand the socket to something that may ask for one.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
