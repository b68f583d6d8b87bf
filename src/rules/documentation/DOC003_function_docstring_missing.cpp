#include <string>
#include <unordered_set>

#include "app/routes/documented_routes.h"
#include "rules/application_check.h"
#include "rules/docstring_edits.h"
#include "rules/missing_docstring.h"
#include "rules/rule.h"
#include "semantic/docstring.h"
#include "semantic/visibility.h"

namespace fastidious::rules {
namespace {

void offer(const FunctionDef& function, const semantic::FileModel& file, Draft draft) {
  const std::string docstring =
      "\"\"\"Say what it does (" + std::string(semantic::kToBeWritten) + ").\"\"\"";
  offer_docstring(draft, file, function.body, docstring, 0);
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  const bool is_magic =
      semantic::is_magic_name(file.text(function.name)) && check.option("dunders") == 0;
  if (is_magic || is_operation(function, file) || !needs_docstring(function, file)) return;
  const bool is_route = file.is_route_handler(function);
  Draft draft = check.report(
      function.name_span, is_route ? "The endpoint `{}` has no docstring" : "`{}` has no docstring",
      {file.text(function.name)});
  if (is_route) {
    draft.risk(
        "The operation's description in OpenAPI is empty: clients learn what it does by trying.");
  }
  offer(function, file, draft);
}

// Operations that a router or an include hides from OpenAPI are functions like others.
void check_hidden(ApplicationCheck& check) {
  std::unordered_set<const Node*> seen;
  for (const app::Route* route : app::documented_endpoints(check.application())) {
    seen.insert(route->handler.definition.node);
  }
  for (const app::Route* route : check.application().distinct_routes().all()) {
    const semantic::Definition handler = route->handler.definition;
    const auto* function = as<FunctionDef>(handler.node);
    const bool is_http = route->kind == app::Route::Kind::Http;
    if (!is_http || function == nullptr || !seen.insert(function).second) continue;
    const semantic::FileModel& file = *handler.file;
    const bool concerned = file.file().role == project::Role::Application;
    if (!concerned || !is_operation(*function, file) || !needs_docstring(*function, file)) continue;
    offer(*function, file,
          check.report(file, function->name_span, "`{}` has no docstring",
                       {file.text(function->name)}));
  }
}

}  // namespace

extern constinit const Rule DOC003 = {
    .code = "DOC003",
    .name = "function-docstring-missing",
    .family = Family::Documentation,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"PEP 257", "CWE-1059",
                   "https://fastapi.tiangolo.com/tutorial/path-operation-configuration/"},
    .options = {flag_option("dunders", false,
                            "whether `__init__`, `__len__` and their kin need one")},
    .risk =
        "A caller has to read the body to learn what it promises, and takes what it happens to do "
        "for a "
        "promise.",
    .advice =
        "Say in one sentence what it does for its caller, then what it takes, returns and raises.",
    .docs = R"md(
A public function or method without a docstring.

```python bad
def transfer(source: str, target: str, amount: int) -> None:
    print(source, target, amount)
```

```python good
def transfer(source: str, target: str, amount: int) -> None:
    """Moves money from one account to another.

    Args:
        source: The number of the account that is charged.
        target: The number of the account that gets it.
        amount: In cents.
    """
    print(source, target, amount)
```

Not reported: names that begin with `_` or are not in `__all__`, private modules, functions inside functions,
`@overload`, property setters, methods marked `@override` or redefining a method with a docstring, methods of
protocols, `__init__` and other special methods unless `dunders = true`, operations that OpenAPI shows (API003 speaks of
them; those that a router, an include or the application hides are reported here), endpoints with `description=`.
)md",
    .on_function = check,
    .on_application = check_hidden,
};

}  // namespace fastidious::rules
