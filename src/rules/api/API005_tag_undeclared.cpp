#include <algorithm>
#include <string>
#include <vector>

#include "app/routes/documented_routes.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Value;

std::string text_of(const Value& tag) {
  return tag.is(Value::Kind::EnumMember) ? tag.items.front().text : tag.text;
}

void insert(std::vector<std::string>& names, std::string name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
    names.push_back(std::move(name));
  }
}

// The names in `openapi_tags=[{"name": …}]`; nothing if some cannot be told.
std::vector<std::string> declared(const Value& tags) {
  std::vector<std::string> names;
  for (const Value& one : tags.items) {
    const Value* name = one.find("name");
    if (name == nullptr || !name->known()) return {};
    insert(names, text_of(*name));
  }
  return names;
}

std::vector<std::string> used(const app::AppRoutes& app) {
  std::vector<std::string> names;
  for (const app::Route& route : app.routes) {
    if (route.kind != app::Route::Kind::Http || !route.include_in_schema) continue;
    for (const Value& tag : route.tags) insert(names, text_of(tag));
  }
  return names;
}

void check(ApplicationCheck& check) {
  for (const app::AppRoutes& app : check.application().apps()) {
    const app::Placed given = app.app->argument("openapi_tags");
    if (!given || !app::has_document(*app.app)) continue;
    const std::vector<std::string> known = declared(app::evaluate(given));
    if (known.empty()) continue;
    std::string missing;
    for (const std::string& one : used(app)) {
      if (std::find(known.begin(), known.end(), one) != known.end()) continue;
      missing += (missing.empty() ? "`" : ", `") + one + "`";
    }
    if (missing.empty()) continue;
    check.report(*given.file, given.expr->span(),
                 "Operations have the tags {}, which are not described here", {missing});
  }
}

}  // namespace

extern constinit const Rule API005 = {
    .code = "API005",
    .name = "tag-undeclared",
    .family = Family::Api,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/metadata/#metadata-for-tags"},
    .risk =
        "The chapter stands behind all others and without a word; a misspelt tag makes a chapter "
        "of its own.",
    .advice = "Add an entry to `openapi_tags`, or use the tag that is there.",
    .docs = R"md(
An application that describes its tags in `openapi_tags`, and operations with a tag that is not among them.

```python bad
from fastapi import FastAPI

app = FastAPI(openapi_tags=[{"name": "orders", "description": "What customers buy."}])


@app.get("/orders", tags=["order"])
def read() -> list[int]:
    return []
```

```python good
from fastapi import FastAPI

app = FastAPI(openapi_tags=[{"name": "orders", "description": "What customers buy."}])


@app.get("/orders", tags=["orders"])
def read() -> list[int]:
    return []
```

Members of enums count by their values. Not reported: applications without `openapi_tags`, or with some that cannot be told.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
