#include <algorithm>

#include "knowledge/log_calls.h"
#include "rules/application_check.h"
#include "rules/log_words.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

bool logs(const app::Definition& function) {
  for (const Node* node : function.file->tree().subtree(*function.node)) {
    const auto* call = node->as<Call>();
    if (call == nullptr) continue;
    if (knowledge::log_call(function.file->resolve(*call->func)) != nullptr) return true;
    if (knowledge::apparent_level(*function.file, *call) != knowledge::LogLevel::Given) return true;
    // What it calls may log: setup functions of the repository.
    if (as<FunctionDef>(function.file->definition_of(*call->func).node) != nullptr) return true;
  }
  return false;
}

// More than a docstring and `yield`.
bool does_something(const FunctionDef& function) {
  const auto statements =
      std::count_if(function.body.begin(), function.body.end(), [](const Stmt* one) {
        const auto* expression = one->as<ExprStmt>();
        return expression == nullptr || !expression->value->is(Kind::Constant);
      });
  return statements > 1;
}

// A lifespan that does something and logs nothing; null if there is none.
const app::EventHandler* silent_event(const app::Surroundings& around) {
  const app::EventHandler* event = around.lifespan();
  if (event == nullptr) return nullptr;
  const app::Definition& function = event->handler.definition;
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr || !does_something(*node) || logs(function)) return nullptr;
  return event;
}

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  const app::Surroundings& around = check.application().surroundings_of(*main);
  const app::EventHandler* event = silent_event(around);
  if (event == nullptr || !check.application().instrumentation().first_record()) return;
  const app::Definition& function = event->handler.definition;
  const auto& node = *function.node->as<FunctionDef>();
  const LogWords words(*function.file, *node.body.front());
  check
      .report(*function.file, node.name_span,
              "`{}` starts and stops the application without a word",
              {function.file->text(node.name)})
      .fix("Write {} with the version before the `yield`, and {} behind it{}.",
           {words.told(words.call("info", "\"started\"")),
            words.told(words.call("info", "\"stopped\"")), words.preparation()});
}

}  // namespace

extern constinit const Rule LOG019 = {
    .code = "LOG019",
    .name = "lifecycle-not-logged",
    .family = Family::Logging,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::ApplicationScripts,
    .references = {"ASVS 16.3.4", "https://fastapi.tiangolo.com/advanced/events/"},
    .risk =
        "After a crash nobody can tell from the logs when the application started, with which "
        "version, and whether it was stopped or died.",
    .advice =
        "Write a record with the version before the `yield` of the lifespan, and another one "
        "behind it.",
    .docs = R"md(
The lifespan of the application logs nothing, while the application has loggers.

```python bad
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.orders = {}
    yield
    app.state.orders.clear()


app = FastAPI(lifespan=lifespan)


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
```

```python good
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.orders = {}
    logger.info("started")
    yield
    logger.info("stopped")


app = FastAPI(lifespan=lifespan)


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
```

Lifespans that call functions of the repository are left alone: those may log.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
