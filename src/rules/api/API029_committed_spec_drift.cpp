#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "app/openapi/document.h"
#include "app/routes/library_routes.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/json_depth.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

// Nobody writes a document that is nested deeper.
constexpr int kMostNesting = 200;

using Json = nlohmann::json;
using Operations = std::set<std::string>;  // "GET /items/{}"

// Parameters of paths may be called otherwise.
std::string without_names(std::string_view path) {
  std::string result;
  for (std::size_t at = 0; at < path.size(); ++at) {
    const std::size_t close = path[at] == '{' ? path.find('}', at) : path.npos;
    result += path[at];
    if (close != path.npos) {
      result += '}';
      at = close;
    }
  }
  return result;
}

std::string upper_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

bool is_method(std::string_view key) {
  for (std::string_view one : {"get", "post", "put", "patch", "delete", "head", "options"}) {
    if (key == one) return true;
  }
  return false;
}

// The operations of a document.
template <class AnyJson>
Operations operations_in(const AnyJson& document) {
  Operations result;
  const auto paths = document.find("paths");
  if (paths == document.end() || !paths->is_object()) return result;
  for (const auto& [path, item] : paths->items()) {
    if (!item.is_object()) continue;
    for (const auto& [method, operation] : item.items()) {
      if (is_method(method)) result.insert(upper_case(method) + " " + without_names(path));
    }
  }
  return result;
}

// What a committed document lists; nothing if it is none.
Operations documented(std::string_view text) {
  if (nests_deeper_than(text, kMostNesting)) return {};
  const Json document = Json::parse(text, nullptr, false);
  const bool is_contract =
      document.is_object() && (document.contains("openapi") || document.contains("swagger"));
  return is_contract ? operations_in(document) : Operations{};
}

void add_operations(const app::Route& route, Operations& operations) {
  for (const std::string& method : route.methods) {
    operations.insert(method + " " + without_names(route.path));
  }
}

// Whether somebody decides elsewhere if the document shows it: `include_in_schema=settings.debug`.
bool may_be_hidden(const app::Route& route) {
  const auto is_decided_elsewhere = [&](const app::Placed& call) {
    const app::Placed given = app::argument_in(call, -1, "include_in_schema", route.bindings);
    return given && !app::evaluate(given, route.bindings).is(app::Value::Kind::Bool);
  };
  return is_decided_elsewhere(route.registered_at) ||
         std::any_of(route.includes.begin(), route.includes.end(), is_decided_elsewhere);
}

// What the text says of one application's operations.
struct Served {
  Operations shown;    // the document of this code has them, or may have
  Operations surely;   // of these, those that it has in any case
  Operations hidden;   // served, and in no document
  bool is_all = true;  // it has no others
};

Served served_by(const app::Application& application, const app::AppRoutes& app) {
  const app::Json document = app::openapi_document(application, app);
  Served result;
  result.shown = operations_in(document);
  result.is_all = !document.contains(app::kUnknown);
  for (const app::Route& route : app.routes) {
    if (route.kind != app::Route::Kind::Http) continue;
    result.is_all = result.is_all && route.path_is_known && !route.methods.empty();
    if (!route.include_in_schema) {
      add_operations(route, result.hidden);
    } else if (route.path_is_known && route.conditions.empty() && !app::is_of_library(route) &&
               !may_be_hidden(route)) {
      add_operations(route, result.surely);
    }
  }
  return result;
}

// The same in short, to find the application that a document is about.
Operations routes_of(const app::AppRoutes& app) {
  Operations operations;
  for (const app::Route& route : app.routes) {
    if (route.kind == app::Route::Kind::Http && route.include_in_schema) {
      add_operations(route, operations);
    }
  }
  return operations;
}

Operations difference(const Operations& all, const Operations& without) {
  Operations result;
  std::set_difference(all.begin(), all.end(), without.begin(), without.end(),
                      std::inserter(result, result.end()));
  return result;
}

// "`GET /a`, `GET /b`, …"
std::string some_of(const Operations& operations) {
  constexpr std::size_t kShown = 3;
  std::string text;
  std::size_t count = 0;
  for (const std::string& one : operations) {
    if (count++ == kShown) return text + ", …";
    text += (text.empty() ? "`" : ", `") + one + "`";
  }
  return text;
}

Operations both(const Operations& all, const Operations& others) {
  return difference(all, difference(all, others));
}

// What writes the document anew, and what compares it.
void say_commands(Draft& draft, const project::TextFile& file, const app::AppRoutes& app,
                  const app::Application& application) {
  const bool is_only = application.served_apps().size() == 1;
  const std::string of = is_only ? "" : " --app " + app::Application::label(*app.app);
  draft.fix(
      "Write it anew: `fastidious openapi{} --output {}`, and compare it in the pipeline: "
      "`fastidious openapi{} --diff {}`.",
      {of, file.path, of, file.path});
}

void compare(const project::TextFile& file, const Operations& committed,
             const app::AppRoutes& app, DeliveryCheck& check) {
  const Served served = served_by(check.application(), app);
  const Operations lacking = difference(both(served.surely, served.shown), committed);
  const Operations gone =
      served.is_all ? difference(difference(committed, served.shown), served.hidden) : Operations{};
  if (lacking.empty() && gone.empty()) return;
  const std::string first = lacking.empty() ? "" : " lacks " + some_of(lacking);
  const std::string second = gone.empty() ? ""
                                          : (first.empty() ? " has " : " and has ") +
                                                some_of(gone) + ", which the code does not serve";
  Draft draft = check.report(file, Span{0, 0}, "The committed document{}{}", {first, second});
  say_commands(draft, file, app, check.application());
}

// The application that the document is about: the two have most of their operations in common.
const app::AppRoutes* application_of(const Operations& committed, const DeliveryCheck& check) {
  const app::AppRoutes* best = nullptr;
  std::size_t most = 0;
  for (const app::AppRoutes* app : check.application().served_apps()) {
    const Operations routes = routes_of(*app);
    const std::size_t shared = both(committed, routes).size();
    if (shared <= most || shared * 2 <= committed.size() || shared * 2 <= routes.size()) continue;
    most = shared;
    best = app;
  }
  return best;
}

void check(DeliveryCheck& check) {
  for (const project::TextFile* file : check.delivery().manifests().contracts) {
    const Operations committed = documented(file->text.view());
    if (committed.empty()) continue;
    const app::AppRoutes* app = application_of(committed, check);
    if (app != nullptr) compare(*file, committed, *app, check);
  }
}

}  // namespace

extern constinit const Rule API029 = {
    .code = "API029",
    .name = "committed-spec-drift",
    .family = Family::Api,
    .tier = Tier::P2,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Everywhere,
    .references = {"OWASP API9:2023"},
    .risk =
        "Clients are generated from the committed document: they call what is gone, and do not "
        "know what is new.",
    .advice =
        "Write it anew with `fastidious openapi`, and compare it in the pipeline with `--diff`.",
    .docs = R"md(
A committed `openapi.json` (or `swagger.json`) that lists other operations than the code serves: methods and paths are compared, names of path
parameters aside.

```python bad
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> None: ...


@app.get("/orders/{order_id}")
def order(order_id: int) -> None: ...


@app.delete("/orders/{order_id}")
def delete_order(order_id: int) -> None: ...
# --- openapi.json
{"openapi": "3.1.0", "paths": {"/orders": {"get": {}}, "/orders/{id}": {"get": {}}}}
```

```python good
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
# --- openapi.json
{"openapi": "3.1.0", "paths": {"/orders": {"get": {}}}}
```

Order, formatting and everything below the operations are left alone: documents are often processed after they were made. A document that shares
less than half of its operations with every application of the repository is another service's. Routes that are included under a condition, or
hidden under one, are not missed in the document, and nothing is too much in it where a router cannot be told from the text.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
