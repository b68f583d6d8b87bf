#include <set>

#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::Definition;
using semantic::FileModel;

// The first name in the annotation that only a function around the endpoint knows.
const Name* local_name(const FileModel& file, const Expr& annotation) {
  for (const auto* name : file.tree().nodes_of<Name>(annotation)) {
    const semantic::SymbolId symbol = file.scopes().symbol_of(*name);
    if (!symbol.valid()) continue;
    const semantic::Scope& scope = file.scopes().scope(file.scopes().symbol(symbol).scope);
    if (scope.kind == semantic::ScopeKind::Function) return name;
  }
  return nullptr;
}

void check_function(const app::Route& route, const Definition& function, ApplicationCheck& check) {
  const FileModel& file = *function.file;
  const auto& node = static_cast<const FunctionDef&>(*function.node);
  for (const Arg* arg : node.args->all) {
    if (arg->annotation == nullptr || semantic::is_injected_by_default(file, *arg)) continue;
    const Name* name = local_name(file, *arg->annotation);
    if (name == nullptr) continue;
    check
        .report(file, name->span(),
                "`{}` is local to a function: FastAPI cannot find it when it reads the annotations "
                "of `{}`",
                {file.text(name->name), file.text(node.name)})
        .step(*route.registered_at.file, route.registered_at.expr->span(), "`{}`",
              {app::label_of(route)});
    return;
  }
}

void check(ApplicationCheck& check) {
  std::set<const Node*> seen;  // looked up only
  for (const app::Route* route : check.application().distinct_routes().all()) {
    app::for_each_dependency(route->dependant, [&](const app::Dependency& one) {
      const Definition function = app::running_function(one.callable);
      if (!function || !function.file->scopes().has_deferred_annotations()) return;
      if (function.file->enclosing_function(*function.node) == nullptr) return;
      if (seen.insert(function.node).second) check_function(*route, function, check);
    });
  }
}

}  // namespace

extern constinit const Rule TYP013 = {
    .code = "TYP013",
    .name = "future-annotations-closure",
    .family = Family::Typing,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"PEP 563", "https://docs.python.org/3/library/annotationlib.html"},
    .risk =
        "The annotation stays a text: a body becomes a query parameter that every client lacks, or "
        "the application does not start.",
    .advice =
        "Move the endpoint or the type to module level, or drop `from __future__ import "
        "annotations` from this file.",
    .docs = R"md(
With `from __future__ import annotations` annotations are texts, which FastAPI evaluates with the names of the module.
What a function defines or imports inside itself is not among them.

```python bad
from __future__ import annotations

from fastapi import FastAPI


def create_app() -> FastAPI:
    from pydantic import BaseModel

    class Order(BaseModel):
        sku: str

    app = FastAPI()

    @app.post("/orders")
    def create(order: Order) -> None:
        ...

    return app
```

```python good
from __future__ import annotations

from fastapi import FastAPI
from pydantic import BaseModel


class Order(BaseModel):
    sku: str


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/orders")
    def create(order: Order) -> None:
        ...

    return app
```

Looked at are endpoints and dependencies that are defined inside functions, in files with deferred annotations.
Parameters whose default is `Depends(f)` need no annotation, and are not reported.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
