#include <algorithm>

#include "knowledge/log_calls.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::FileModel;

constexpr std::string_view kClient = "fastapi.testclient.TestClient";

// A docstring, `pass`, `yield`, a log record, `logger.setLevel(…)`: nothing that can fail.
bool only_speaks(const FileModel& file, const Stmt& statement) {
  const auto* plain = statement.as<ExprStmt>();
  if (plain == nullptr) return statement.is(Kind::Pass);
  const auto* given = plain->value->as<Yield>();
  if (given != nullptr) return given->value == nullptr || given->value->is(Kind::Constant);
  const auto* call = plain->value->as<Call>();
  if (call == nullptr) return plain->value->is(Kind::Constant);
  return semantic::is_name(file, *call->func, "print") ||
         file.text(*call->func).ends_with(".setLevel") ||
         knowledge::apparent_level(file, *call) != knowledge::LogLevel::Given;
}

// Whether the handler is known and does nothing that a start could fail by.
bool only_speaks(const app::EventHandler& event) {
  const auto* function = as<FunctionDef>(event.handler.definition.node);
  return function != nullptr &&
         std::all_of(function->body.begin(), function->body.end(), [&](const Stmt* one) {
           return only_speaks(*event.handler.definition.file, *one);
         });
}

// Whether something that may fail runs when the application starts.
bool has_startup(const app::Application& application, const app::AppRoutes& app) {
  const auto& events = application.surroundings_of(app).events;
  return std::any_of(events.begin(), events.end(), [](const app::EventHandler& one) {
    return one.when != app::EventHandler::When::Shutdown && !only_speaks(one);
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
    const bool is_read = site.file->tree().errors().empty();  // no test runs of what is malformed
    if (!is_test(*site.file) || served == nullptr || !is_read) continue;
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
        "Enter the client, in one test at least: `with TestClient(app) as client:` runs the "
        "startup, "
        "and the shutdown at the end of the block. What the startup opens has to be there or "
        "replaced, such as a database.",
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

Left alone: a startup that only logs. One finding, at the first such client. One test that enters a client is enough, and so are asgi-lifespan's `LifespanManager` and tests that
run or replace the lifespan themselves.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
