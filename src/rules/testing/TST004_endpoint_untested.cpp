#include <algorithm>
#include <string>

#include "app/endpoints/direct_calls.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using app::TestRequest;

// The page of the API's documentation, or what it reads: `/docs/openapi.json`.
bool is_documentation(const Endpoint& endpoint) {
  const std::string_view path = endpoint.path;
  return path.ends_with("/openapi.json") || path.ends_with("/docs") || path.ends_with("/redoc");
}

bool is_of_application(const Endpoint& endpoint) {
  return endpoint.route != nullptr && endpoint.route->path_is_known && endpoint.handler &&
         endpoint.handler.file->file().role == project::Role::Application;
}

bool is_tested(const Endpoint& endpoint, const SameEndpoints& same,
               const std::vector<TestRequest>& requests) {
  return std::any_of(requests.begin(), requests.end(),
                     [&](const TestRequest& one) { return same.hit_by(one, endpoint); });
}

void check(ApplicationCheck& check) {
  const std::vector<TestRequest>& requests = check.application().requests_of_tests();
  const auto called = app::handlers_called_by_tests(check.application());
  const SameEndpoints same(check.application());
  std::vector<const Endpoint*> tested, untested;
  bool any_requested = false;
  for (const Endpoint* endpoint : distinct_endpoints(check.application())) {
    if (!is_of_application(*endpoint) || is_documentation(*endpoint)) continue;
    const bool requested = is_tested(*endpoint, same, requests);
    any_requested = any_requested || requested;
    const bool by_hand = called.contains(endpoint->handler.node);
    (by_hand || requested ? tested : untested).push_back(endpoint);
  }
  if (untested.empty() || !any_requested) return;
  const Endpoint& first = *untested.front();
  const auto& all = check.application().endpoints().all();
  const bool has_more = std::any_of(all.begin(), all.end(), [](const Endpoint& one) {
    return one.route != nullptr && !one.route->path_is_known;
  });
  Draft draft =
      check.report(*first.handler.file, span_of(first), "No test calls {} of {} endpoints{}: {}",
                   {untested.size(), untested.size() + tested.size(),
                    has_more ? " whose paths are plain to see" : "", labels_of(untested)});
  list_endpoints(draft, untested);
}

}  // namespace

extern constinit const Rule TST004 = {
    .code = "TST004",
    .name = "endpoint-untested",
    .family = Family::Testing,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/testing/"},
    .risk = "Whoever changes these endpoints learns from their users whether they still work.",
    .advice =
        "Call each endpoint once with the client of the tests, as somebody who may call it where "
        "it "
        "asks who is calling, and look at status and body; what it sends out (mail, calls of other "
        "services) is patched. `fastidious routes --output json` names the tests "
        "of each endpoint.",
    .docs = R"md(
Endpoints that no test calls: no request of a test client (`get`, `post`, `request`,
`websocket_connect`, …) has their method and path. Paths are put together from constants, settings,
f-strings and the cases of `@pytest.mark.parametrize`; what is not known of a path may be anything.
A test that calls the function itself counts, and pages of the documentation do not have to be called.
One finding for the repository, at the first of them, with their list.

```python bad
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def list_orders() -> list[str]:
    return []


@app.delete("/orders/{order_id}")
def delete_order(order_id: int) -> int:
    return order_id


# --- tests/test_orders.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_orders_are_listed() -> None:
    assert client.get("/orders").json() == []
```

```python good
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def list_orders() -> list[str]:
    return []


# --- tests/test_orders.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_orders_are_listed() -> None:
    assert client.get("/orders").json() == []
```

Not reported: repositories without any request of a test to an endpoint; tests that loop over the
routes or the OpenAPI document (schemathesis) count for all endpoints.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
