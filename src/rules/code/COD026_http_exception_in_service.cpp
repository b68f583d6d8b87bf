#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <unordered_set>

#include "app/dependencies/behaviour.h"
#include "app/effects/error_made.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/counted.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Parts of a path that name a layer below the one that speaks HTTP.
constexpr std::array<std::string_view, 18> kLayers = {
    "service", "services", "repository", "repositories", "repo",      "repos",
    "crud",    "domain",   "usecase",    "usecases",     "use_cases", "dal",
    "dao",     "store",    "stores",     "manager",      "managers",  "gateways"};

bool is_layer(std::string_view part) {
  if (part.ends_with(".py")) part.remove_suffix(3);
  for (const std::string_view layer : kLayers) {
    if (part == layer) return true;
    const std::string suffix = "_" + std::string(layer);
    if (part.ends_with(suffix)) return true;
  }
  return false;
}

bool is_below_http(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (is_layer(path.substr(0, slash))) return true;
    path = slash == path.npos ? std::string_view{} : path.substr(slash + 1);
  }
  return false;
}

// Endpoints and dependencies: they are the layer that speaks HTTP, wherever they stand.
std::unordered_set<const Node*> http_functions(const app::Application& application) {
  std::unordered_set<const Node*> functions;
  for (const app::Route* route : application.distinct_routes().all()) {
    app::for_each_dependency(route->dependant, [&](const app::Dependency& one) {
      if (const Node* node = app::function_of(one.callable).node) functions.insert(node);
      if (const Node* node = one.callable.definition.node) functions.insert(node);
    });
  }
  return functions;
}

// `UploadFile`, `Annotated[str, Header()]`, `= Depends(…)`: whoever calls it speaks HTTP already.
bool takes_http(const FileModel& file, const FunctionDef& function) {
  const auto is_of_framework = [&file](const Node* node) {
    const auto* expr = node->as<Expr>();
    const bool names = expr != nullptr && (expr->is(Kind::Name) || expr->is(Kind::Attribute));
    const std::string_view meant = names ? file.resolve(*expr) : std::string_view{};
    return meant.starts_with("fastapi.") || meant.starts_with("starlette.");
  };
  const auto holds = [&](const Expr* expr) {
    if (expr == nullptr) return false;
    const auto nodes = file.tree().subtree(*expr);
    return std::any_of(nodes.begin(), nodes.end(), is_of_framework);
  };
  const auto& all = function.args->all;
  return std::any_of(all.begin(), all.end(), [&](const Arg* one) {
    return holds(one->annotation) || holds(one->default_value);
  });
}

bool is_http_function(const FileModel& file, const Raise& raise,
                      const std::unordered_set<const Node*>& functions) {
  for (const FunctionDef* at = file.enclosing_function(raise); at != nullptr;
       at = file.enclosing_function(*at)) {
    if (functions.contains(at) || file.is_route_handler(*at) || takes_http(file, *at)) return true;
    const ClassDef* cls = file.enclosing_class(*at);
    if (cls != nullptr && functions.contains(cls)) return true;
  }
  return false;
}

void look_at(const FileModel& file, const std::unordered_set<const Node*>& functions,
             ApplicationCheck& check) {
  const Raise* first = nullptr;
  std::size_t count = 0;
  for (const auto* raise : file.tree().nodes_of<Raise>()) {
    if (raise->exc == nullptr) continue;
    if (!app::error_made({&file, raise->exc}).is_http) continue;
    if (is_http_function(file, *raise, functions)) continue;
    if (first == nullptr) first = raise;
    ++count;
  }
  if (first == nullptr) return;
  const FunctionDef* function = file.enclosing_function(*first);
  check.report(file, first->span(), "`{}` raises an HTTP error below the layer that speaks HTTP{}",
               {function != nullptr ? file.text(function->name) : file.file().module_name,
                count == 1 ? std::string()
                           : (count == 2 ? ", as does " : ", as do ") +
                                 counted(count - 1, "more place") + " in this module"});
}

// A small application has no layers to keep apart.
bool is_small(const semantic::Model& model) {
  constexpr std::ptrdiff_t kFewModules = 8;
  return std::count_if(model.files().begin(), model.files().end(), [](const FileModel& file) {
           return file.file().role == project::Role::Application;
         }) < kFewModules;
}

void check(ApplicationCheck& check) {
  if (is_small(check.model())) return;
  const std::unordered_set<const Node*> functions = http_functions(check.application());
  for (const FileModel& file : check.model().files()) {
    const bool is_code = file.file().role == project::Role::Application;
    if (is_code && is_below_http(file.file().path)) look_at(file, functions, check);
  }
}

}  // namespace

extern constinit const Rule COD026 = {
    .code = "COD026",
    .name = "http-exception-in-service",
    .family = Family::Code,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/handling-errors/"},
    .risk =
        "The code cannot be used by a job, a command or a message handler without catching web "
        "errors, and each caller gets the same status whatever it asked for.",
    .advice =
        "Raise an exception of the domain, such as `OrderNotFound(order_id)`, and map it once by "
        "an `exception_handler` of the application.",
    .docs = R"md(
`HTTPException`, or what inherits from it, raised in a module of services, repositories or the domain, told by its path
(`services/`, `crud.py`, `order_repository.py`). One finding for each module.

```python bad
# --- app/a.py
# --- app/b.py
# --- app/c.py
# --- app/d.py
# --- app/e.py
# --- app/f.py
# --- app/main.py
# --- app/services/orders.py
from fastapi import HTTPException


def load(order_id: int) -> int:
    if order_id < 0:
        raise HTTPException(404)
    return order_id
```

```python good
# --- app/a.py
# --- app/b.py
# --- app/c.py
# --- app/d.py
# --- app/e.py
# --- app/f.py
# --- app/main.py
# --- app/services/orders.py
class OrderNotFound(Exception):
    pass


def load(order_id: int) -> int:
    if order_id < 0:
        raise OrderNotFound(order_id)
    return order_id
```

Endpoints, dependencies and functions that take what FastAPI gives (`UploadFile`, `Request`, `Header()`) are left alone
wherever they stand, and so are applications of fewer than eight modules.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
