#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/openapi/unique_id.h"
#include "app/routes/documented_routes.h"
#include "app/routes/path_pattern.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"

namespace fastidious::rules {
namespace {

using app::Route;
using app::Value;
using semantic::FileModel;

// The same method and path is API019's.
bool is_duplicate_route(const Route& a, const Route& b) {
  return a.methods == b.methods &&
         app::PathPattern(a.full_path).shape() == app::PathPattern(b.full_path).shape();
}

// The function or lambda that makes the ids; null if FastAPI does.
app::Placed maker_of(const Route& route) {
  const Value& maker = route.unique_id_function;
  if (maker.is(Value::Kind::Lambda)) return maker.source;
  return {};
}

app::Definition function_of_maker(const Route& route) {
  return route.unique_id_function.definition;
}

// `route.tags[0]` that runs whether there are tags or not.
const Node* first_tag_in(const FileModel& file, const Node& body) {
  const Node* found = nullptr;
  bool is_guarded = false;
  for (const Node* node : file.tree().subtree(body)) {
    is_guarded = is_guarded || node->is(Kind::If) || node->is(Kind::IfExp) ||
                 node->is(Kind::BoolOp) || node->as<Try>() != nullptr;
    const auto* item = node->as<Subscript>();
    const auto* list = item != nullptr ? item->value->as<Attribute>() : nullptr;
    if (list != nullptr && file.text(list->attr) == "tags" && item->slice->is(Kind::Constant)) {
      found = item;
    }
  }
  return is_guarded ? nullptr : found;
}

class Finder {
 public:
  explicit Finder(ApplicationCheck& check) : check_(check) {}

  void run() {
    for (const app::AppRoutes& app : check_.application().apps()) {
      first_.clear();
      for (const Route& route : app.routes) {
        if (route.kind == Route::Kind::Http) look_at(route, app::has_document(*app.app));
      }
    }
  }

 private:
  void look_at(const Route& route, bool has_document) {
    if (route.tags.empty() && route.tags_are_known) look_at_maker(route);
    if (!has_document || !route.include_in_schema || !route.conditions.empty()) return;
    const bool is_unknown = route.unique_id_function.known() && !route.own("operation_id").known();
    const std::string id = app::unique_id(route);
    if (is_unknown && id == default_id(route)) return;  // the function could not be read
    const auto [at, is_new] = first_.emplace(id, &route);
    if (is_new || is_duplicate_route(*at->second, route)) return;
    if (reported_.insert(route.registered_at.expr).second) report(*at->second, route, id);
  }

  static std::string default_id(const Route& route) {
    Route plain;
    plain.name = route.name;
    plain.path = route.path;
    plain.methods = route.methods;
    return app::unique_id(plain);
  }

  void report(const Route& first, const Route& route, const std::string& id) {
    const auto& call = *route.registered_at.expr->as<Call>();
    const bool same = first.registered_at.expr == route.registered_at.expr;
    Draft draft = check_.report(*route.registered_at.file, {call.begin, call.func->end},
                                same ? "`{}` has the operation id `{}` under {} and under {}"
                                     : "`{}` has the operation id `{}`, which {} has already",
                                {route.name, id, first.path, route.path});
    if (!same) {
      draft.step(*first.registered_at.file, first.registered_at.expr->span(), "registered first");
    }
  }

  // generate_unique_id_function indexes tags that are not there: IndexError at import.
  void look_at_maker(const Route& route) {
    if (route.own("operation_id").known() || !route.include_in_schema) return;
    const app::Placed lambda = maker_of(route);
    const app::Definition function = function_of_maker(route);
    const FileModel* file = lambda ? lambda.file : function.file;
    const Node* body = lambda ? static_cast<const Node*>(lambda.expr) : function.node;
    if (file == nullptr || body == nullptr || as<ClassDef>(body) != nullptr) return;
    const Node* where = first_tag_in(*file, *body);
    if (where == nullptr || !reported_.insert(where).second) return;
    check_
        .report(*file, where->span(),
                "`{}` has no tag: making its operation id raises IndexError at import",
                {route.name})
        .risk("The application does not start.")
        .fix("Give every route a tag, or `route.tags[0] if route.tags else \"default\"`.")
        .severity(Severity::Critical)
        .step(*route.registered_at.file, route.registered_at.expr->span(), "the route");
  }

  ApplicationCheck& check_;
  std::map<std::string, const Route*> first_;
  std::set<const Node*> reported_;
};

void check(ApplicationCheck& check) { Finder(check).run(); }

}  // namespace

extern constinit const Rule API017 = {
    .code = "API017",
    .name = "operation-id-duplicate",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/advanced/generate-clients/",
                   "https://spec.openapis.org/oas/v3.1.0.html#operation-object"},
    .risk =
        "The document is not valid: generators of clients fail, or make one function of the two.",
    .advice =
        "Give each operation an id of its own; leave `operation_id=` out where the router is "
        "included twice.",
    .docs = R"md(
Two operations of one application with one operation id: by `operation_id=`, or by a `generate_unique_id_function` that
leaves out what tells them apart. A function of that kind that takes `route.tags[0]` while a route has no tags stops the
application at import, which is critical.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders", operation_id="orders")
def read_all() -> list[int]:
    return []


@app.get("/orders/{order_id}", operation_id="orders")
def read(order_id: int) -> int:
    return order_id
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders", operation_id="list_orders")
def read_all() -> list[int]:
    return []


@app.get("/orders/{order_id}", operation_id="read_order")
def read(order_id: int) -> int:
    return order_id
```

Not reported: ids that FastAPI makes itself, which hold the path and the method; equal paths (API019); functions that
cannot be read; routes under an `if`.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
