#include <algorithm>

#include "rules/app_name.h"
#include "rules/application_check.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

// All but its imports.
constexpr std::string_view kAdvice =
    "Write `@app.exception_handler(Exception)` above `async def unexpected(request: Request, _exc: "
    "Exception) -> JSONResponse:` (a `def` runs in a thread, where the log gets no traceback), "
    "which calls `logging.getLogger(__name__).exception(\"unhandled error at %s\", "
    "request.url.path)` and returns `JSONResponse(status_code=500, content={\"detail\": \"Internal "
    "server error\"})`";
constexpr ImportedName kNeeded[] = {
    {"", "logging"}, {"fastapi", "Request"}, {"fastapi.responses", "JSONResponse"}};

constexpr int kServerError = 500;
constexpr std::string_view kException = "builtins.Exception";

// Middleware that catches whatever goes wrong further in.
bool catches_all(const app::Middleware& middleware) {
  const app::Definition entry = middleware.entry();
  if (!entry) return false;
  const auto nodes = entry.file->tree().subtree(*entry.node);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* handler = node->as<ExceptHandler>();
    return handler != nullptr && semantic::catches_everything(*entry.file, *handler);
  });
}

bool is_covered(const app::Surroundings& around) {
  const bool by_handler = std::any_of(around.exceptions.begin(), around.exceptions.end(),
                                      [](const app::ExceptionHandler& one) {
                                        return one.name == kException || one.status == kServerError;
                                      });
  const bool unseen = !around.options_are_known || !around.middleware_is_known;
  return by_handler || unseen ||
         std::any_of(around.middleware.begin(), around.middleware.end(), catches_all);
}

void check(ApplicationCheck& check) {
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr || main->routes.empty()) return;
  // The handlers of the application that holds the routes count; a mounted one has its own.
  for (const app::Surroundings& around : check.application().surroundings()) {
    if (is_covered(around)) return;
  }
  check.report(*main->app, "Unexpected exceptions have no handler: clients get a plain-text 500")
      .fix("{}{}.", {with_name_of(*main->app, kAdvice),
                     with_imports_from(*main->app->construction.file, kNeeded)});
}

}  // namespace

extern constinit const Rule SEC090 = {
    .code = "SEC090",
    .name = "last-resort-handler-missing",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"ASVS 16.5.4", "https://fastapi.tiangolo.com/tutorial/handling-errors/"},
    .risk =
        "An unexpected error is a bare `Internal Server Error` in plain text for the client, who "
        "expects JSON, and a traceback of the server without the request's id.",
    .advice = kAdvice,
    .docs = R"md(
No handler for `Exception` or for status 500 is registered, and no middleware of the repository catches everything.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> list[str]:
    return load_orders()
```

```python good
import logging

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

logger = logging.getLogger(__name__)
app = FastAPI()


@app.exception_handler(Exception)
async def unexpected(request: Request, error: Exception) -> JSONResponse:
    logger.error("unhandled error", exc_info=error, extra={"path": request.url.path})
    return JSONResponse(status_code=500, content={"detail": "Internal server error"})


@app.get("/orders")
def orders() -> list[str]:
    return load_orders()
```

Reported once, for the application with the most routes. Where its options or middleware cannot be followed nothing is
said.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
