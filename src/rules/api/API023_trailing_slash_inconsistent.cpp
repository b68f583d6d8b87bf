#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Operation;
using app::Router;

// Routes of one router by whether their own path ends with a slash; "" and "/" say nothing.
struct Habits {
  std::vector<const Operation*> with, without;
  std::size_t without_slash = 0;  // those that end with a parameter too
};

bool redirects(const Operation& operation) {
  for (const app::Served& one : operation.served) {
    const app::Value redirect = app::evaluate(one.app->argument("redirect_slashes"));
    if (redirect.is(app::Value::Kind::Bool) && !redirect.is_true()) return false;
  }
  return true;
}

// An endpoint's paths on its router, without the slash they end with: how many forms each has.
// Nobody is redirected where both are registered.
using Forms = std::map<std::tuple<const Router*, const FunctionDef*, std::string>, std::size_t>;

std::string own_path(const Operation& operation) {
  return app::evaluate(app::argument_of(operation.route().registered_at, 0, "path")).text;
}

std::size_t& form_of(Forms& forms, const Operation& operation) {
  std::string path = own_path(operation);
  if (path.ends_with("/")) path.pop_back();
  return forms[{operation.router, operation.function(), std::move(path)}];
}

void add(Habits& habits, const Operation& operation, Forms& forms) {
  const std::string path = own_path(operation);
  if (path.size() < 2 || form_of(forms, operation) > 1) return;
  habits.without_slash += path.ends_with("/") ? 0 : 1;
  if (path.ends_with("}")) return;
  (path.ends_with("/") ? habits.with : habits.without).push_back(&operation);
}

void report(const Habits& habits, ApplicationCheck& check) {
  const bool with_is_rare = habits.with.size() <= habits.without.size();
  const auto& rare = with_is_rare ? habits.with : habits.without;
  const auto& common = with_is_rare ? habits.without : habits.with;
  const Operation& first = *rare.front();
  Draft draft = check.report(first.file(), first.place(),
                             "`{}` ends {} a slash, unlike {} others of this router",
                             {first.label(), with_is_rare ? "with" : "without",
                              with_is_rare ? habits.without_slash : common.size()});
  constexpr std::size_t kMaxSteps = 5;
  for (std::size_t i = 1; i < rare.size() && i < kMaxSteps; ++i) {
    draft.step(rare[i]->file(), rare[i]->place(), "`{}` too", {rare[i]->label()});
  }
  draft.step(common.front()->file(), common.front()->place(), "`{}` does not",
             {common.front()->label()});
}

void check(ApplicationCheck& check) {
  std::vector<std::pair<const Router*, Habits>> routers;
  std::map<const Router*, std::size_t> index;
  Forms forms;
  const std::vector<Operation>& all = check.application().operations();
  for (const Operation& operation : all) ++form_of(forms, operation);
  for (const Operation& operation : all) {
    if (!redirects(operation)) continue;
    const auto [at, is_new] = index.emplace(operation.router, routers.size());
    if (is_new) routers.push_back({operation.router, {}});
    add(routers[at->second].second, operation, forms);
  }
  for (const auto& [router, habits] : routers) {
    if (!habits.with.empty() && !habits.without.empty()) report(habits, check);
  }
}

}  // namespace

extern constinit const Rule API023 = {
    .code = "API023",
    .name = "trailing-slash-inconsistent",
    .family = Family::Api,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://www.starlette.io/routing/",
                   "https://fastapi.tiangolo.com/advanced/behind-a-proxy/"},
    .risk =
        "A client that guesses wrong is sent a 307: behind a proxy that ends TLS it leads to "
        "`http://`, and some clients drop the body or the Authorization header on the way.",
    .advice =
        "Take one form for the whole API; most leave the slash out. Clients, tests and probes that "
        "call the other form change with it: who does not follow the 307 never gets to the "
        "endpoint.",
    .docs = R"md(
Routes of one router of which some end with a slash and some do not, while the application redirects from one form to the
other.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/")
def read_orders() -> list[int]:
    return []


@app.get("/items")
def read_items() -> list[int]:
    return []
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def read_orders() -> list[int]:
    return []


@app.get("/items")
def read_items() -> list[int]:
    return []
```

One finding for each router, at the rarer form. A router's own path (`""` or `"/"`), and paths that end with a parameter
say nothing about the habit, nor do endpoints that are registered in both forms. Not reported with `redirect_slashes=False`.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
