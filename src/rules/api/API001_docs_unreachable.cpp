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

bool hides_docs(const semantic::FileModel& file, const Call& call) {
  return is_none(file, semantic::argument(file, call, -1, "openapi_url")) ||
         is_none(file, semantic::argument(file, call, -1, "docs_url"));
}

// Another application beside or inside this one has documentation: what this one serves are pages,
// or the other is mounted in it. Only asked where an application without was found.
bool has_documented_app(const semantic::Model& model) {
  for (const semantic::FileModel& file : model.files()) {
    if (file.file().role != project::Role::Application) continue;
    for (const Node* node : file.tree().nodes()) {
      const auto* call = node->as<Call>();
      const bool is_app = call != nullptr && file.resolve(*call->func) == "fastapi.FastAPI";
      if (is_app && !hides_docs(file, *call)) return true;
    }
  }
  return false;
}

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const Expr* schema = semantic::argument(file, call, -1, "openapi_url");
  const Expr* swagger = semantic::argument(file, call, -1, "docs_url");
  const Expr* redoc = semantic::argument(file, call, -1, "redoc_url");
  const bool no_schema = is_none(file, schema);
  const bool no_swagger = is_none(file, swagger);
  if ((!no_schema && !no_swagger) || is_conditional(call, file)) return;
  if (makes_docs_itself(file.project()) || has_documented_app(file.project())) return;
  const bool nothing_left = no_schema || is_none(file, redoc);
  auto draft = check.report(no_schema ? *schema : *swagger, "`{}=None` in every environment: {}",
                            {no_schema ? "openapi_url" : "docs_url",
                             no_schema      ? "there is neither schema nor documentation"
                             : nothing_left ? "the API has no documentation page"
                                            : "only ReDoc is left of the documentation"});
  if (!nothing_left) draft.severity(Severity::Suggestion);
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
    .calls = {"fastapi.FastAPI"},
    .on_call = check,
};

}  // namespace fastidious::rules
