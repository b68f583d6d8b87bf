#include <algorithm>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::FileModel;

constexpr std::string_view kClient = "fastapi.testclient.TestClient";

// Whether something runs when the application starts.
bool has_startup(const app::Application& application, const app::AppRoutes& app) {
  const auto& events = application.surroundings_of(app).events;
  return std::any_of(events.begin(), events.end(), [](const app::EventHandler& one) {
    return one.when != app::EventHandler::When::Shutdown;
  });
}

// Words by which tests run the lifespan in another way, or replace it.
bool speaks_of_lifespan(const FileModel& file) {
  const std::string_view text = file.file().text.view();
  for (std::string_view word :
       {"lifespan", "Lifespan", "enter_context", "__enter__", ".startup("}) {
    if (text.find(word) != text.npos) return true;
  }
  return false;
}

// `with TestClient(app):`, `with client:`.
bool enters_client(const FileModel& file) {
  for (const WithItem* item : file.tree().nodes_of<WithItem>()) {
    const Expr& entered = *item->context_expr;
    const auto* call = entered.as<Call>();
    if (file.type_of(entered) == kClient) return true;
    if (call != nullptr && file.text(*call->func).find("lient") != std::string_view::npos) {
      return true;
    }
    if (entered.is(Kind::Name) && file.text(entered).find("client") != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool is_test(const FileModel& file) { return file.file().role == project::Role::Test; }

bool exercises_lifespan(const semantic::Model& model) {
  return std::any_of(model.files().begin(), model.files().end(), [](const FileModel& file) {
    return is_test(file) && (speaks_of_lifespan(file) || enters_client(file));
  });
}

// The first client of a test whose application starts something; null if there is none.
const CallSite* first_client(const app::Application& application) {
  for (const CallSite& site : application.code().calls_of(kClient)) {
    const Expr* served = semantic::argument(*site.file, *site.call, 0, "app");
    if (!is_test(*site.file) || served == nullptr) continue;
    const app::Router* router = application.routers().find({site.file, served});
    for (const app::AppRoutes& app : application.apps()) {
      if (app.app == router && has_startup(application, app)) return &site;
    }
  }
  return nullptr;
}

void check(ApplicationCheck& check) {
  const CallSite* client = first_client(check.application());
  if (client == nullptr || exercises_lifespan(check.model())) return;
  check.report(*client->file, client->call->span(),
               "No test starts the application: what it does at startup and shutdown is never run");
}

}  // namespace

extern constinit const Rule TST013 = {
    .code = "TST013",
    .name = "lifespan-not-exercised",
    .family = Family::Testing,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Tests,
    .references = {"https://fastapi.tiangolo.com/advanced/testing-events/"},
    .risk =
        "A pool that cannot be opened or a setting that is missing shows up when the new release "
        "does not start.",
    .advice =
        "A fixture for all tests: `with TestClient(app) as client: yield client`. The block runs "
        "the startup, and the shutdown at its end.",
    .docs = R"md(
An application with a `lifespan` or startup events, and tests that make `TestClient(app)` and never enter it: without `with`, Starlette
runs neither startup nor shutdown.

```python bad
# --- app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.orders = {}
    yield


app = FastAPI(lifespan=lifespan)
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_docs() -> None:
    assert client.get("/docs").status_code == 200
```

```python good
# --- app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.orders = {}
    yield


app = FastAPI(lifespan=lifespan)
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app


def test_docs() -> None:
    with TestClient(app) as client:
        assert client.get("/docs").status_code == 200
```

One finding, at the first such client. One test that enters a client is enough, and so are asgi-lifespan's `LifespanManager` and tests that
run or replace the lifespan themselves.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
