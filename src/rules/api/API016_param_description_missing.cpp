#include <string>
#include <unordered_set>
#include <vector>

#include "app/dependencies/behaviour.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/docstring.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Dependency;
using app::Parameter;
using app::Route;
using semantic::FileModel;

// Annotated[int, Doc("…")]
bool has_doc(const Parameter& parameter) {
  for (const app::Value& one : parameter.field.info.calls()) {
    if (one.text.ends_with(".Doc")) return true;
  }
  for (const app::Placed& one : parameter.field.type.metadata) {
    const auto* call = as<Call>(one.expr);
    if (call != nullptr && one.file->resolve(*call->func).ends_with(".Doc")) return true;
  }
  return false;
}

bool is_described(const Parameter& parameter) {
  const app::Value* description = parameter.field.info.find("description");
  const app::Value* shown = parameter.field.info.find("include_in_schema");
  const bool hidden = shown != nullptr && shown->is(app::Value::Kind::Bool) && !shown->is_true();
  return description != nullptr || hidden || has_doc(parameter);
}

// OpenAPI shows the endpoint's docstring, and there the parameter may have its word.
class Reporter {
 public:
  explicit Reporter(ApplicationCheck& check) : check_(check) {}

  void look_at(const Route& route) {
    app::for_each_dependency(route.dependant, [&](const Dependency& one) {
      look_at(route, one, &one == &route.dependant);
    });
  }

 private:
  void look_at(const Route& route, const Dependency& dependency, bool is_endpoint) {
    const app::Definition function = function_of(dependency);
    if (!function || !seen_.insert(function.node).second) return;
    const semantic::Docstring docstring =
        is_endpoint ? docstring_of(function) : semantic::Docstring{};
    std::vector<const Parameter*> silent;
    for (const Parameter& one : dependency.parameters) {
      if (one.is_body() || one.arg == nullptr || is_described(one)) continue;
      if (docstring.parameter(one.field.name) == nullptr) silent.push_back(&one);
    }
    if (silent.empty()) return;
    report(route, is_endpoint ? route.name : dependency.callable.text, function, silent,
           is_endpoint);
  }

  static app::Definition function_of(const Dependency& dependency) {
    const app::Definition found = app::function_of(dependency.callable);
    return as<FunctionDef>(found.node) != nullptr ? found : app::Definition{};
  }

  static semantic::Docstring docstring_of(const app::Definition& function) {
    const Constant* text = function.file->docstring(*function.node);
    if (text == nullptr || text->is_concatenated) return {};
    return semantic::parse_docstring(function.file->text(*text));
  }

  void report(const Route& route, const std::string& name, const app::Definition& function,
              const std::vector<const Parameter*>& silent, bool is_endpoint) {
    std::string names;
    for (const Parameter* one : silent) {
      names += (names.empty() ? "`" : ", `") + one->alias + "`";
    }
    Draft draft = check_.report(*function.file, silent.front()->arg->span(),
                                is_endpoint ? "`{}` takes {} without a description"
                                            : "The dependency `{}` takes {} without a description",
                                {name, names});
    if (!is_endpoint) {
      draft.step(*route.registered_at.file, route.registered_at.expr->span(),
                 "an operation that needs it");
    }
  }

  ApplicationCheck& check_;
  std::unordered_set<const Node*> seen_;
};

void check(ApplicationCheck& check) {
  Reporter reporter(check);
  for (const Route* route : check.application().distinct_routes().all()) {
    if (route->kind == Route::Kind::Http && route->include_in_schema) reporter.look_at(*route);
  }
}

}  // namespace

extern constinit const Rule API016 = {
    .code = "API016",
    .name = "param-description-missing",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"CWE-1059",
                   "https://fastapi.tiangolo.com/tutorial/query-params-str-validations/"},
    .risk =
        "A client sees a name and a type: not the unit, not the format, not what happens without "
        "it.",
    .advice =
        "`limit: Annotated[int, Query(le=100, description=\"How many at most.\")]`, or an entry in "
        "the endpoint's docstring.",
    .docs = R"md(
Parameters in path, query, headers and cookies that OpenAPI shows without a description, those of dependencies included.
One finding for each function that takes them.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def read(since: str) -> list[int]:
    return [len(since)]
```

```python good
from typing import Annotated

from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/orders")
def read(since: Annotated[str, Query(description="The first day, as 2026-01-31.")]) -> list[int]:
    return [len(since)]
```

A parameter that the endpoint's docstring documents is described where OpenAPI shows it. Not reported: parameters of
security schemes, hidden ones, and fields of models that are used as parameters (VAL009).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
