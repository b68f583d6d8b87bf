#include <vector>

#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

bool is_none(const semantic::FileModel& file, const Expr* value) {
  const auto constant = value != nullptr ? file.constant(*value) : std::nullopt;
  return constant && constant->type == semantic::ConstantValue::Type::None;
}

bool is_conditional(const Node& node, const semantic::FileModel& file) {
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::If) || at->is(Kind::IfExp)) return true;
  }
  return false;
}

// Pages that the application makes itself, instead of FastAPI's.
bool imports_docs_page(const ImportFrom& statement) {
  if (statement.module == "fastapi.openapi.docs" || statement.module == "fastapi.openapi.utils") {
    return true;
  }
  return statement.module == "scalar_fastapi" || statement.module.starts_with("fastapi_offline");
}

bool makes_docs_itself(const semantic::Model& model) {
  for (const semantic::FileModel& file : model.files()) {
    for (const Stmt* statement : file.tree().root().body) {
      const auto* import = statement->as<ImportFrom>();
      if (import != nullptr && imports_docs_page(*import)) return true;
    }
  }
  return false;
}

struct App {
  const semantic::FileModel* file;
  const Call* call;
};

bool hides_docs(const App& app) {
  return is_none(*app.file, semantic::argument(*app.file, *app.call, -1, "openapi_url")) ||
         is_none(*app.file, semantic::argument(*app.file, *app.call, -1, "docs_url"));
}

// The applications outside tests, scripts and examples; none if one of them has documentation: what
// the others serve are pages, or they are mounted in it.
std::vector<App> applications_without_docs(const semantic::Model& model) {
  std::vector<App> apps;
  for (const auto& [file, call] : model.calls_of("fastapi.FastAPI")) {
    if (file->file().role != project::Role::Application) continue;
    apps.push_back({file, call});
    if (!hides_docs(apps.back())) return {};
  }
  return apps;
}

void report(const App& app, ProjectCheck& check) {
  const semantic::FileModel& file = *app.file;
  const Expr* schema = semantic::argument(file, *app.call, -1, "openapi_url");
  const Expr* swagger = semantic::argument(file, *app.call, -1, "docs_url");
  const bool no_schema = is_none(file, schema);
  const bool nothing_left =
      no_schema || is_none(file, semantic::argument(file, *app.call, -1, "redoc_url"));
  auto draft = check.report(file, (no_schema ? schema : swagger)->span(),
                            "`{}=None` in every environment: {}",
                            {no_schema ? "openapi_url" : "docs_url",
                             no_schema      ? "there is neither schema nor documentation"
                             : nothing_left ? "the API has no documentation page"
                                            : "only ReDoc is left of the documentation"});
  if (!nothing_left) draft.severity(Severity::Suggestion);
}

void check(ProjectCheck& check) {
  const IdentifierTable& names = check.model().names();
  if (!names.find("openapi_url") && !names.find("docs_url")) return;  // nobody speaks of it
  const std::vector<App> apps = applications_without_docs(check.model());
  if (apps.empty() || makes_docs_itself(check.model())) return;
  for (const App& app : apps) {
    if (!is_conditional(*app.call, *app.file)) report(app, check);
  }
}

}  // namespace

extern constinit const Rule API001 = {
    .code = "API001",
    .name = "docs-unreachable",
    .family = Family::Api,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/metadata/#docs-urls"},
    .risk =
        "Developers and clients have no description of the API, in development neither; generators "
        "of clients and "
        "contract tests have no schema.",
    .advice =
        "Switch by environment: `docs_url=None if settings.is_production else \"/docs\"`, or keep "
        "the pages and put "
        "them behind authentication.",
    .docs = R"md(
FastAPI serves `/docs`, `/redoc` and `/openapi.json`. Without `openapi_url` there are no pages
either.

```python bad
from fastapi import FastAPI

app = FastAPI(openapi_url=None)
```

```python good
from fastapi import FastAPI

from app.config import settings

app = FastAPI(openapi_url=None if settings.is_production else "/openapi.json")
```

Not reported: a choice by environment, and applications that make the pages themselves
(`get_swagger_ui_html`, Scalar), and projects in which another application has its documentation.
`docs_url=None` with ReDoc left is a suggestion. A prefix of a proxy without `root_path` cannot be
seen in one file and is not looked for.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
