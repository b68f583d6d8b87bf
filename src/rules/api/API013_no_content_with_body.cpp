#include <algorithm>
#include <vector>

#include "app/openapi/response_class.h"
#include "app/routes/answers.h"
#include "app/routes/response_model.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Answer;
using app::Route;
using semantic::FileModel;

constexpr int kNoContent = 204, kResetContent = 205, kNotModified = 304;

int own_status(const Route& route) {
  const int status = app::number_of(route.own("status_code"));
  return status == kNoContent || status == kResetContent || status == kNotModified ? status : 0;
}

void report_model(const Route& route, int status, ApplicationCheck& check) {
  const app::Placed given = app::argument_of(route.registered_at, -1, "response_model");
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  const FileModel& file = given ? *given.file : *route.handler.definition.file;
  const Expr* where = given ? given.expr : function->returns;
  check
      .report(file, where->span(),
              "`{}` answers {}, which has no body, and declares what the body is",
              {route.name, status})
      .risk("FastAPI refuses it when the module is imported: the application does not start.")
      .severity(Severity::Critical);
}

void check_route(const Route& route, ApplicationCheck& check) {
  const int status = own_status(route);
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (status == 0 || function == nullptr) return;
  const app::ResponseModel model = app::response_model(route);
  const bool told = !model.type.is(app::Type::Kind::Missing) &&
                    !model.type.is(app::Type::Kind::Unknown) && !model.is_stream;
  if (told) return report_model(route, status, check);
  const FileModel& file = *route.handler.definition.file;
  for (const Answer& one : app::answers_of(file, *function)) {
    if (one.kind != Answer::Kind::Value) continue;
    check
        .report(file, one.statement->span(), "`{}` answers {}, and what it returns here is dropped",
                {route.name, status})
        .step(*route.registered_at.file, route.registered_at.expr->span(), "registered here");
    return;
  }
}

void check(ApplicationCheck& check) {
  for (const Route* route : check.application().distinct_routes().by_endpoint()) {
    if (route->kind == Route::Kind::Http) check_route(*route, check);
  }
}

}  // namespace

extern constinit const Rule API013 = {
    .code = "API013",
    .name = "no-content-with-body",
    .family = Family::Api,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"RFC 9110",
                   "https://fastapi.tiangolo.com/advanced/response-change-status-code/"},
    .risk =
        "FastAPI sends the status without a body: the client never gets what the function took "
        "care to return.",
    .advice = "Return nothing, or answer 200 with a model of what is returned.",
    .docs = R"md(
204, 205 and 304 have no body (RFC 9110, 15.3.5, 15.3.6 and 15.4.5). A value that such an operation returns is dropped; a
`response_model` or a return annotation beside such a status stops the application at import, and is critical.

```python bad
from fastapi import FastAPI, status

app = FastAPI()


@app.delete("/orders/{order_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete(order_id: int):
    return {"deleted": order_id}
```

```python good
from fastapi import FastAPI, status

app = FastAPI()


@app.delete("/orders/{order_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete(order_id: int) -> None:
    print(order_id)
```

Not reported: `return None`, `-> None`, responses made by hand, and calls of which nobody knows what they give.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
