#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/routes/path_pattern.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Dependency;
using app::Parameter;
using app::Route;
using semantic::FileModel;

// A parameter declared by Path(), and whether some route that needs it has it in its path.
struct Declared {
  const Parameter* parameter = nullptr;
  const Route* route = nullptr;  // the first without it
  bool has_one = false;
};

class Finder {
 public:
  explicit Finder(ApplicationCheck& check) : check_(check) {}

  void run() {
    for (const app::AppRoutes& app : check_.application().apps()) {
      for (const Route& route : app.routes) look_at(route);
    }
    for (const Declared& one : declared_) {
      if (!one.has_one) report(one);
    }
  }

 private:
  void look_at(const Route& route) {
    const app::PathPattern path(route.full_path);
    app::for_each_dependency(route.dependant, [&](const Dependency& dependency) {
      for (const Parameter& one : dependency.parameters) {
        if (one.in == Parameter::In::Path && one.arg != nullptr) add(route, path, one);
      }
    });
  }

  void add(const Route& route, const app::PathPattern& path, const Parameter& parameter) {
    const auto [at, is_new] = index_.emplace(parameter.arg, declared_.size());
    if (is_new) declared_.push_back({&parameter, &route, false});
    Declared& one = declared_[at->second];
    one.has_one = one.has_one || !route.path_is_known || path.has_parameter(parameter.alias);
  }

  void report(const Declared& one) {
    const FileModel* file = file_of(one);
    if (file == nullptr) return;
    check_
        .report(*file, one.parameter->arg->span(),
                "`{}` is declared as a part of the path, and {} has none of that name",
                {one.parameter->field.name, one.route->path})
        .step(*one.route->registered_at.file, one.route->registered_at.expr->span(), "the route");
  }

  // The file of the endpoint or dependency that has the parameter.
  static const FileModel* file_of(const Declared& one) {
    const FileModel* found = nullptr;
    app::for_each_dependency(one.route->dependant, [&](const Dependency& dependency) {
      for (const Parameter& parameter : dependency.parameters) {
        if (parameter.arg != one.parameter->arg) continue;
        const app::Definition owner = dependency.callable.definition;
        if (owner) found = owner.file;
      }
    });
    const bool fits = found != nullptr &&
                      one.parameter->arg->id.value < found->tree().nodes().size() &&
                      found->tree().nodes()[one.parameter->arg->id.value] == one.parameter->arg;
    return fits ? found : nullptr;
  }

  ApplicationCheck& check_;
  std::vector<Declared> declared_;
  std::map<const Arg*, std::size_t> index_;
};

void check(ApplicationCheck& check) { Finder(check).run(); }

}  // namespace

extern constinit const Rule API022 = {
    .code = "API022",
    .name = "path-param-not-in-path",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/path-params-numeric-validations/"},
    .risk = "Every request to the route is answered with 422: the value can never be there.",
    .advice =
        "Write the parameter into the path, `/{order_id}`, or declare it as `Query()`, from "
        "`fastapi`.",
    .docs = R"md(
A parameter declared by `Path()` whose name no path of its endpoint has, prefixes with it. FastAPI looks for it in the
path, does not find it, and refuses each request.

```python bad
from typing import Annotated

from fastapi import FastAPI, Path

app = FastAPI()


@app.get("/orders/{order_id}")
def read(number: Annotated[int, Path(ge=1)]) -> int:
    return number
```

```python good
from typing import Annotated

from fastapi import FastAPI, Path

app = FastAPI()


@app.get("/orders/{order_id}")
def read(order_id: Annotated[int, Path(ge=1)]) -> int:
    return order_id
```

An alias counts as the name. Not reported: parameters of dependencies that some route with the name uses, and paths that
are not known.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
