#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "rules/delivery_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

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

// Documents that are nested deeper are no contracts.
bool is_deep(std::string_view text) {
  constexpr int kDeepest = 200;
  int depth = 0;
  for (char c : text) {
    depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    if (depth > kDeepest) return true;
  }
  return false;
}

// What a committed document lists; nothing if it is none.
Operations documented(std::string_view text) {
  Operations result;
  if (is_deep(text)) return result;
  const Json document = Json::parse(text, nullptr, false);
  if (!document.is_object() || !document.contains("paths")) return result;
  const bool is_contract = document.contains("openapi") || document.contains("swagger");
  const Json& paths = document["paths"];
  if (!is_contract || !paths.is_object()) return result;
  for (const auto& [path, item] : paths.items()) {
    if (!item.is_object()) continue;
    for (const auto& [method, operation] : item.items()) {
      if (is_method(method)) result.insert(upper_case(method) + " " + without_names(path));
    }
  }
  return result;
}

// What the code serves of one application, and whether all of it could be told.
struct Served {
  Operations operations;
  bool is_known = true;
};

Served served_by(const app::Application& application, const app::Router& app) {
  Served result;
  for (const app::Operation& operation : application.operations()) {
    for (const app::Served& one : operation.served) {
      if (one.app != &app) continue;
      const app::Route& route = *one.route;
      const bool sure = route.path_is_known && route.conditions.empty() && !route.methods.empty();
      result.is_known = result.is_known && sure;
      for (const std::string& method : route.methods) {
        if (sure) result.operations.insert(method + " " + without_names(route.path));
      }
    }
  }
  return result;
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

void compare(const project::TextFile& file, const Operations& committed, const Served& served,
             DeliveryCheck& check) {
  const Operations lacking = difference(served.operations, committed);
  const Operations gone = served.is_known ? difference(committed, served.operations) : Operations{};
  if (lacking.empty() && gone.empty()) return;
  const std::string first = lacking.empty() ? "" : " lacks " + some_of(lacking);
  const std::string second = gone.empty() ? ""
                                          : (first.empty() ? " has " : " and has ") +
                                                some_of(gone) + ", which the code does not serve";
  check.report(file, Span{0, 0}, "The committed document{}{}", {first, second});
}

void check(DeliveryCheck& check) {
  for (const project::TextFile* file : check.delivery().manifests().contracts) {
    const Operations committed = documented(file->text.view());
    if (committed.empty()) continue;
    // The application that it is about: it has most of what the document lists.
    Served best;
    std::size_t most = 0;
    for (const app::AppRoutes* app : check.application().served_apps()) {
      Served served = served_by(check.application(), *app->app);
      const std::size_t shared = committed.size() - difference(committed, served.operations).size();
      if (shared <= most) continue;
      most = shared;
      best = std::move(served);
    }
    const bool is_about_it = most * 2 > committed.size() && most * 2 > best.operations.size();
    if (is_about_it) compare(*file, committed, best, check);
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
        "Write it anew: `fastidious openapi > openapi.json`, and compare it in the "
        "pipeline, "
        "`fastidious openapi --diff openapi.json`.",
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
less than half of its operations with every application of the repository is another service's. Routes that are included under a condition are not
missed in the document.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
