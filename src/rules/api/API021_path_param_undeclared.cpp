#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/dependencies/behaviour.h"
#include "app/dependencies/factory.h"
#include "app/routes/path_pattern.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Dependency;
using app::Parameter;
using app::PathPattern;
using app::Route;
using semantic::FileModel;

bool declares(const Dependency& dependency, std::string_view name) {
  const auto is_it = [name](const Parameter& one) {
    return one.in == Parameter::In::Path && (one.alias == name || one.field.name == name);
  };
  return std::any_of(dependency.parameters.begin(), dependency.parameters.end(), is_it);
}

// A library's callable, or what cannot be followed, may take it.
bool is_opaque(const Dependency& dependency) {
  if (dependency.scheme) return false;
  const app::Value returned = app::returned_callable(dependency.callable);
  const bool has_code =
      app::function_of(returned.known() ? returned : dependency.callable).node != nullptr;
  const bool has_parts = !dependency.parameters.empty() || !dependency.dependencies.empty();
  return !has_code && !has_parts && !dependency.callable.is(app::Value::Kind::Lambda) &&
         as<ClassDef>(dependency.callable.definition.node) == nullptr;
}

// `request.path_params["name"]`: the texts in functions that read path parameters by hand.
std::set<std::string, std::less<>> read_by_hand(const semantic::Model& model) {
  std::set<std::string, std::less<>> names;
  for (const semantic::Mention& mention : model.mentions().of(model.names().find("path_params"))) {
    const FileModel& file = model.file(mention.file);
    const Node& attribute = model.node(mention);
    const FunctionDef* function = file.enclosing_function(attribute);
    if (!attribute.is(Kind::Attribute) || function == nullptr) continue;
    for (const auto* text : file.tree().nodes_of<Constant>(*function)) {
      if (text->is_str()) names.emplace(text->value);
    }
  }
  return names;
}

struct Undeclared {
  std::string name;
  const Route* route = nullptr;
};

class Finder {
 public:
  explicit Finder(ApplicationCheck& check) : check_(check), by_hand_(read_by_hand(check.model())) {}

  void run() {
    for (const app::AppRoutes& app : check_.application().apps()) {
      for (const Route& route : app.routes) look_at(route);
    }
    for (const auto& [key, all] : shared_) report_shared(key.second, all);
  }

 private:
  void look_at(const Route& route) {
    const bool is_endpoint =
        route.kind == Route::Kind::Http || route.kind == Route::Kind::WebSocket;
    if (!is_endpoint || !route.path_is_known) return;
    if (as<FunctionDef>(route.handler.definition.node) == nullptr) return;
    const app::Value own = app::evaluate(app::argument_of(route.registered_at, 0, "path"));
    const PathPattern own_path(own.text);
    const PathPattern whole(route.full_path);
    for (const PathPattern::Parameter& one : whole.parameters()) {
      // `/{rest:path}` takes what nobody else did, often only to answer with one page.
      if (one.convertor == "path" || is_declared(route, one.name)) continue;
      if (own_path.has_parameter(one.name)) {
        if (seen_.emplace(route.handler.definition.node, one.name).second) report(route, one.name);
      } else {
        add_shared(route, one.name);
      }
    }
  }

  bool is_declared(const Route& route, const std::string& name) const {
    if (by_hand_.contains(name)) return true;
    bool found = false;
    app::for_each_dependency(route.dependant, [&](const Dependency& one) {
      found = found || declares(one, name) || (&one != &route.dependant && is_opaque(one));
    });
    return found;
  }

  void report(const Route& route, const std::string& name) {
    const app::Placed path = app::argument_of(route.registered_at, 0, "path");
    check_
        .report(*path.file, path.expr->span(),
                "`{}` does not take `{}` of its path, and no dependency of it does",
                {route.name, name})
        .step(*route.handler.definition.file,
              route.handler.definition.node->as<FunctionDef>()->name_span, "the endpoint");
  }

  // What stands in a prefix belongs to the include or router that has it.
  void add_shared(const Route& route, const std::string& name) {
    const app::Placed at = route.includes.empty() ? route.registered_at : route.includes.back();
    const auto key = std::make_pair(at.expr, name);
    auto known = std::find_if(shared_.begin(), shared_.end(),
                              [&](const auto& one) { return one.first == key; });
    if (known == shared_.end()) {
      shared_.push_back({key, {}});
      known = std::prev(shared_.end());
    }
    known->second.push_back(&route);
  }

  void report_shared(const std::string& name, const std::vector<const Route*>& routes) {
    const Route& first = *routes.front();
    const app::Placed at = first.includes.empty() ? first.registered_at : first.includes.back();
    Draft draft = check_.report(
        *at.file, at.expr->span(),
        "{} of the routes here do not take `{}` of their prefix, and no dependency of theirs does",
        {routes.size(), name});
    constexpr std::size_t kMaxSteps = 5;
    for (std::size_t i = 0; i < routes.size() && i < kMaxSteps; ++i) {
      draft.step(*routes[i]->registered_at.file, routes[i]->registered_at.expr->span(), "`{}`",
                 {routes[i]->path});
    }
  }

  ApplicationCheck& check_;
  std::set<std::string, std::less<>> by_hand_;
  std::set<std::pair<const Node*, std::string>> seen_;
  std::vector<std::pair<std::pair<const Expr*, std::string>, std::vector<const Route*>>> shared_;
};

void check(ApplicationCheck& check) { Finder(check).run(); }

}  // namespace

extern constinit const Rule API021 = {
    .code = "API021",
    .name = "path-param-undeclared",
    .family = Family::Api,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"CWE-1059", "https://fastapi.tiangolo.com/tutorial/path-params/"},
    .risk =
        "The part of the path that tells one resource from another has no effect; a misspelt name "
        "becomes a required query parameter, and every request is answered with 422.",
    .advice = "Take it as a parameter of the endpoint or of a dependency, under the same name.",
    .docs = R"md(
A parameter of the path, prefixes of routers and includes with it, that neither the endpoint nor any of its dependencies
takes. FastAPI says nothing about it.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/{order_id}/lines")
def read(orderid: int) -> int:
    return orderid
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/{order_id}/lines")
def read(order_id: int) -> int:
    return order_id
```

Parameters of classes, models and callables that are used as dependencies count, as does `Path(alias="…")`. Not reported:
names that some function reads from `request.path_params`, routes with a dependency that cannot be followed, `{rest:path}`,
braces around what is no name. A parameter in a prefix is one finding, at the include.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
