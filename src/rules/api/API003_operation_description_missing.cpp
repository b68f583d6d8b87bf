#include <algorithm>
#include <string>

#include "app/endpoints/health.h"
#include "app/routes/documented_routes.h"
#include "rules/application_check.h"
#include "rules/docstring_edits.h"
#include "rules/rule.h"
#include "semantic/docstring.h"
#include "semantic/function_bodies.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using app::Route;

bool is_given(const Route& route, std::string_view keyword) {
  const app::Placed given = app::argument_of(route.registered_at, -1, keyword);
  if (!given) return false;
  const app::Value value = app::evaluate(given);
  return !value.is(app::Value::Kind::None) &&
         !(value.is(app::Value::Kind::Str) && value.text.empty());
}

bool is_left_alone(const Route& route) {
  const bool is_twin = route.methods.size() == 1 && route.methods.front() == "HEAD";
  return is_twin || semantic::passes_unpacked_mapping(*route.registered_at.expr->as<Call>()) ||
         is_given(route, "description") || is_given(route, "summary") ||
         is_given(route, "openapi_extra");
}

std::string label_of(const Route& route) {
  std::string text;
  for (const std::string& method : route.methods) text += (text.empty() ? "" : ",") + method;
  return text + " " + (route.path.empty() ? "/" : route.path);
}

// The text is there, below the first statement: it has to be moved up.
void offer_move(Draft& draft, const semantic::FileModel& file, const FunctionDef& function,
                const ExprStmt& text) {
  draft.step(file, text.span(), "the text that is no docstring here")
      .fix(
          "Move the text up: it is there, but only a function's first statement is its docstring.");
  const std::string_view source = file.file().text.view();
  const std::size_t line_break = source.rfind('\n', text.begin);
  const std::size_t end = std::min(source.find('\n', text.end), source.size());
  const std::string_view before = source.substr(line_break, text.begin - line_break);
  const std::string_view behind = source.substr(text.end, end - text.end);
  const bool is_alone = before.find_first_not_of(" \t\n") == before.npos &&
                        behind.find_first_not_of(" \t\r") == behind.npos;
  draft.fix_class(is_alone ? FixClass::Safe : FixClass::None);
  if (!is_alone) return;
  offer_docstring(draft, file, function.body, file.text(text), 0);
  draft.edit({static_cast<Offset>(line_break), static_cast<Offset>(end)}, "");
}

void check(ApplicationCheck& check) {
  for (const Route* route : app::documented_endpoints(check.application())) {
    const auto* function = as<FunctionDef>(route->handler.definition.node);
    if (function == nullptr || is_left_alone(*route)) continue;
    const semantic::FileModel& file = *route->handler.definition.file;
    if (file.docstring(*function) != nullptr) continue;
    Draft draft = check.report(file, function->name_span, "`{}` (`{}`) has no description",
                               {label_of(*route), route->name});
    if (app::is_health_path(route->path)) {
      draft.severity(Severity::Suggestion)
          .risk("Whoever sets up a probe does not learn what this one looks at.");
    }
    if (const ExprStmt* text = semantic::displaced_docstring(*function)) {
      offer_move(draft, file, *function, *text);
      continue;
    }
    offer_docstring(draft, file, function->body,
                    "\"\"\"Say what it does (" + std::string(semantic::kToBeWritten) + ").\"\"\"",
                    0);
  }
}

}  // namespace

extern constinit const Rule API003 = {
    .code = "API003",
    .name = "operation-description-missing",
    .family = Family::Api,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-1059",
                   "https://fastapi.tiangolo.com/tutorial/path-operation-configuration/"},
    .risk =
        "The operation's page in Swagger shows a name taken from the code: clients learn what it "
        "does by trying.",
    .advice =
        "Write a docstring, which is shown where the operation is opened; its title in the list is "
        "`summary=` of the decorator, else the function's name.",
    .docs = R"md(
An operation that OpenAPI shows without a word: neither a docstring nor `description=` or `summary=`. The summary that
FastAPI makes of the function's name does not count.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.post("/orders/{order_id}/release")
def release(order_id: int) -> None:
    print(order_id)
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.post("/orders/{order_id}/release")
def release(order_id: int) -> None:
    """Hands a paid order to the warehouse; it cannot be changed afterwards."""
    print(order_id)
```

It is a suggestion for health checks. Not reported: `include_in_schema=False`, WebSockets and HEAD beside another method, of which DOC003
speaks; what only applications without a document (`openapi_url=None`) serve.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
