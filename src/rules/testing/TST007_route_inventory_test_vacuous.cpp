#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

bool holds_assert(const FileModel& file, const Node& root) {
  for (const Node* node : file.tree().subtree(root)) {
    if (node->is(Kind::Assert)) return true;
  }
  return false;
}

// Whether the loop leaves out what is no APIRoute, or has no path: then it leaves out all that is
// included.
bool looks_for_routes(const FileModel& file, const For& loop) {
  for (const Stmt* statement : loop.body) {
    for (const auto* call : file.tree().nodes_of<Call>(*statement)) {
      const std::string_view name = file.text(*call->func);
      if (name == "isinstance" || name == "hasattr" || name == "getattr") return true;
    }
  }
  return false;
}

// Whether the function asserts something outside of the loop: that it ran at all, for instance.
bool asserts_elsewhere(const FileModel& file, const FunctionDef& function, const For& loop) {
  for (const Node* node : file.tree().subtree(function)) {
    if (node->is(Kind::Assert) && !loop.encloses(*node)) return true;
  }
  return false;
}

void check(const Node& node, Check& check) {
  const FileModel& file = check.file();
  const auto& loop = static_cast<const For&>(node);
  const auto* routes = loop.iter->as<Attribute>();
  if (routes == nullptr || file.text(routes->attr) != "routes") return;
  const project::Dependencies& dependencies = file.project().dependencies();
  if (dependencies.is_at_least("fastapi", "0.137", file.file().path) != project::Answer::Yes)
    return;
  const FunctionDef* function = file.enclosing_function(loop);
  if (function == nullptr || !holds_assert(file, loop)) return;
  if (!looks_for_routes(file, loop) || asserts_elsewhere(file, *function, loop)) return;
  check.report(loop.iter->span(),
               "`{}` asserts only inside of a loop over `{}`, which holds no included route since "
               "FastAPI 0.137",
               {file.text(function->name), file.text(*loop.iter)});
}

}  // namespace

extern constinit const Rule TST007 = {
    .code = "TST007",
    .name = "route-inventory-test-vacuous",
    .family = Family::Testing,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Security,
    .where = Where::Tests,
    .references = {"https://fastapi.tiangolo.com/release-notes/"},
    .risk = "The test passes whatever the included routers hold: it looks at none of their routes.",
    .advice =
        "Loop over `app.openapi()[\"paths\"]` or FastAPI's `iter_route_contexts()`, and "
        "assert after "
        "the loop how many endpoints it has seen.",
    .docs = R"md(
Since FastAPI 0.137 `app.routes` is a tree: what `include_router` brings stands in wrappers that are
no `APIRoute` and have no path of their own. A test that loops over it, picks `APIRoute`s, and asserts
only inside of the loop passes without having looked at anything.

```python bad
# --- requirements.txt
fastapi==0.141.1
# --- tests/test_routes.py
from fastapi.routing import APIRoute

from app.main import app


def test_every_route_has_a_guard() -> None:
    for route in app.routes:
        if isinstance(route, APIRoute):
            assert route.dependencies
```

```python good
# --- requirements.txt
fastapi==0.141.1
# --- tests/test_routes.py
from app.main import app


def test_every_operation_has_a_guard() -> None:
    paths = app.openapi()["paths"]
    for operations in paths.values():
        for operation in operations.values():
            assert "security" in operation
    assert len(paths) > 10
```

Not reported: with FastAPI before 0.137 or where the version is not known; tests that assert
something outside of the loop as well.
)md",
    .kinds = {Kind::For},
    .on_node = check,
};

}  // namespace fastidious::rules
