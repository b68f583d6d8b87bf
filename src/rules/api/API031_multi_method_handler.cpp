#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Operation;

struct Handler {
  const Operation* first = nullptr;
  std::vector<std::string> methods;  // without those that come with another
};

void add(Handler& handler, const Operation& operation) {
  for (const std::string& method : operation.route().methods) {
    const bool is_companion = method == "HEAD" || method == "OPTIONS";
    const bool known =
        std::find(handler.methods.begin(), handler.methods.end(), method) != handler.methods.end();
    if (!is_companion && !known) handler.methods.push_back(method);
  }
}

void report(const Handler& handler, ApplicationCheck& check) {
  std::string methods;
  for (const std::string& one : handler.methods) methods += (methods.empty() ? "" : ", ") + one;
  const app::Operation& operation = *handler.first;
  check.report(*operation.route().handler.definition.file, operation.function()->name_span,
               "`{}` serves {}: one function for several operations", {operation.name(), methods});
}

void check(ApplicationCheck& check) {
  std::vector<const FunctionDef*> order;
  std::map<const FunctionDef*, Handler> handlers;
  for (const Operation& operation : check.application().operations()) {
    const FunctionDef* function = operation.function();
    if (function == nullptr) continue;
    Handler& handler = handlers[function];
    if (handler.first == nullptr) {
      handler.first = &operation;
      order.push_back(function);
    }
    add(handler, operation);
  }
  constexpr std::size_t kAllOfThem = 4;  // a proxy hands on whatever comes
  for (const FunctionDef* function : order) {
    const std::size_t count = handlers[function].methods.size();
    if (count > 1 && count < kAllOfThem) report(handlers[function], check);
  }
}

}  // namespace

extern constinit const Rule API031 = {
    .code = "API031",
    .name = "multi-method-handler",
    .family = Family::Api,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/path-operation-configuration/"},
    .risk =
        "The operations share one id, one description and one contract: OpenAPI has a duplicate, "
        "and a GET may change what only a POST should.",
    .advice = "Write one function for each operation; what they share goes into a third.",
    .docs = R"md(
A function that is registered for several methods, by `api_route(methods=[…])` or by several decorators.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.api_route("/cache", methods=["GET", "DELETE"])
def cache() -> int:
    return 1
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.get("/cache")
def read_cache() -> int:
    return 1


@app.delete("/cache")
def clear_cache() -> int:
    return 1
```

HEAD and OPTIONS beside another method are left alone, and so are proxies: four methods or more, or not in OpenAPI.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
