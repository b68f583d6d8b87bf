#include <string>

#include "app/routes/documented_routes.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using app::Router;

std::string missing_in(const Router& app) {
  std::string missing;
  for (const std::string_view keyword : {"title", "version", "description"}) {
    const bool is_said =
        app.argument(keyword) || (keyword == "description" && app.argument("summary"));
    if (!is_said) missing += (missing.empty() ? "`" : ", `") + std::string(keyword) + "`";
  }
  return missing;
}

// `app.title = …` after the constructor.
bool is_set_later(const Router& app) {
  const semantic::FileModel& file = *app.construction.file;
  for (const Attribute* one : file.scopes().stored_attributes()) {
    const std::string_view name = file.text(one->attr);
    if (name == "title" || name == "version" || name == "description") return true;
  }
  return false;
}

void check(ApplicationCheck& check) {
  for (const app::AppRoutes& one : check.application().apps()) {
    const Router& app = *one.app;
    const auto& call = *app.construction.expr->as<Call>();
    if (app.cls != "fastapi.FastAPI" || semantic::passes_unpacked_mapping(call) ||
        one.routes.empty())
      continue;
    const std::string missing = missing_in(app);
    if (missing.empty() || !app::has_document(app) || is_set_later(app)) continue;
    check.report(*app.construction.file, {call.begin, call.func->end},
                 "The application does not say its {}", {missing});
  }
}

}  // namespace

extern constinit const Rule API018 = {
    .code = "API018",
    .name = "app-metadata-missing",
    .family = Family::Api,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/metadata/"},
    .risk =
        "The document says \"FastAPI 0.1.0\": clients cannot tell which API it is, nor which state "
        "of it.",
    .advice =
        "`FastAPI(title=\"Orders\", version=__version__, description=\"Takes and ships "
        "orders.\")`.",
    .docs = R"md(
An application without `title`, `version` or `description`: OpenAPI shows FastAPI's own.

```python bad
from fastapi import FastAPI

app = FastAPI(title="Orders")


@app.get("/orders")
def read() -> list[int]:
    return []
```

```python good
from fastapi import FastAPI

app = FastAPI(title="Orders", version="1.4.0", description="Takes and ships orders.")


@app.get("/orders")
def read() -> list[int]:
    return []
```

`summary` stands for a description. Not reported: keywords that are unpacked or set later, applications without OpenAPI
document or without routes.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
