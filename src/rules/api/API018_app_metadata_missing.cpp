#include <algorithm>
#include <string>

#include "app/routes/command_line.h"
#include "app/routes/documented_routes.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using app::Router;

// Arguments that the call lacks.
std::vector<std::string_view> missing_in(const Router& app) {
  std::vector<std::string_view> missing;
  for (const std::string_view keyword : {"title", "version", "description"}) {
    const bool is_said =
        app.argument(keyword) || (keyword == "description" && app.argument("summary"));
    if (!is_said) missing.push_back(keyword);
  }
  return missing;
}

// "`title`, `version` and `description`"
std::string list_of(const std::vector<std::string_view>& missing) {
  std::string list;
  for (const std::string_view& keyword : missing) {
    const bool is_last = &keyword == &missing.back();
    list += list.empty() ? "`" : is_last ? " and `" : ", `";
    list += std::string(keyword) + "`";
  }
  return list;
}

// `app.title = …` after the constructor, or `app.openapi = …` that makes a document of its own
// (https://fastapi.tiangolo.com/how-to/extending-openapi/).
bool is_set_later(const Router& app) {
  constexpr std::string_view kNames[] = {"title", "version", "description", "openapi"};
  const semantic::FileModel& file = *app.construction.file;
  const auto stored = file.scopes().stored_attributes();
  return std::any_of(stored.begin(), stored.end(), [&file, &kNames](const Attribute* one) {
    return is_one_of(file.text(one->attr), kNames);
  });
}

bool lacks(const std::vector<std::string_view>& missing, std::string_view keyword) {
  return std::find(missing.begin(), missing.end(), keyword) != missing.end();
}

bool has_version_name(const semantic::FileModel& file) {
  const auto symbols = file.scopes().symbols();
  return std::any_of(symbols.begin(), symbols.end(), [&file](const semantic::Symbol& one) {
    return (one.flags & semantic::kBound) != 0 && file.text(one.name) == "__version__";
  });
}

// What to write here.
void say_arguments(Draft& draft, const semantic::FileModel& file,
                   const std::vector<std::string_view>& missing) {
  std::string arguments;
  if (lacks(missing, "title")) arguments += "title=\"Orders\"";
  if (lacks(missing, "version")) {
    arguments += arguments.empty() ? "" : ", ";
    arguments += has_version_name(file) ? "version=__version__" : "version=\"1.4.0\"";
  }
  if (lacks(missing, "description")) {
    arguments += arguments.empty() ? "" : ", ";
    arguments += "description=\"Takes and ships orders.\"";
  }
  draft.fix("Add to `FastAPI(…)`, in words of its own: `{}`.", {arguments});
}

// What the document says instead.
void say_risk(Draft& draft, const std::vector<std::string_view>& missing) {
  if (lacks(missing, "title")) return;
  if (lacks(missing, "version")) {
    draft.risk(
        "The document says \"0.1.0\" whatever is deployed: clients cannot tell which state of the "
        "API they see.");
  } else {
    draft.risk("Who opens the document finds the operations, and nowhere what the API is for.");
  }
}

void check(ApplicationCheck& check) {
  for (const app::AppRoutes& one : check.application().apps()) {
    const Router& app = *one.app;
    const auto& call = *app.construction.expr->as<Call>();
    if (app.cls != "fastapi.FastAPI" || one.routes.empty() || app::is_of_command_line(one))
      continue;
    if (semantic::passes_unpacked_mapping(call)) continue;
    const std::vector<std::string_view> missing = missing_in(app);
    if (missing.empty() || !app::has_document(app) || is_set_later(app)) continue;
    Draft draft = check.report(*app.construction.file, {call.begin, call.func->end},
                               "The application does not say its {}", {list_of(missing)});
    say_risk(draft, missing);
    say_arguments(draft, *app.construction.file, missing);
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
        "The document is called \"FastAPI\" like any other: clients cannot tell which API it is.",
    .advice =
        "Write `FastAPI(title=\"Orders\", version=\"1.4.0\", description=\"Takes and ships "
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

`summary` stands for a description. Not reported: keywords that are unpacked or set later, files that set an `openapi` of their own, applications without OpenAPI
document or without routes.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
