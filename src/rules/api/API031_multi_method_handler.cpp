#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/effects/writes.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using app::Operation;
using semantic::FileModel;

struct Handler {
  const Operation* first = nullptr;
  bool is_registered_once = true;    // `methods=[…]` of one call, not several decorators
  std::vector<std::string> methods;  // without those that come with another
};

void add(Handler& handler, const Operation& operation) {
  for (const std::string& method : operation.route().methods) {
    const bool is_companion = method == "HEAD" || method == "OPTIONS";
    const bool known =
        std::find(handler.methods.begin(), handler.methods.end(), method) != handler.methods.end();
    if (!is_companion && !known) handler.methods.push_back(method);
  }
  handler.is_registered_once &=
      operation.route().registered_at.expr == handler.first->route().registered_at.expr;
}

// Whether it may ask by which method it was called: it reads `request.method`, or hands the request
// on. What has a request at hand and does neither reads a header of it, or its body.
bool may_ask_for_method(const FileModel& file, const FunctionDef& function) {
  std::vector<std::string_view> requests;
  for (const Arg* one : function.args->all) {
    const std::string_view type = one->annotation == nullptr ? "" : file.resolve(*one->annotation);
    if (file.text(one->name) == "request" || type.ends_with(".Request")) {
      requests.push_back(file.text(one->name));
    }
  }
  const auto names = file.tree().nodes_of<Name>(function);
  return std::any_of(names.begin(), names.end(), [&](const Name* one) {
    if (!is_one_of(file.text(*one), requests)) return false;
    const auto* read = as<Attribute>(file.parent(*one));
    return read == nullptr || file.text(read->attr) == "method" || file.text(read->attr) == "scope";
  });
}

// "_imports.clear" of `_imports.clear()`, "del _imports" of `del _imports[key]`, where the module
// keeps it; empty for all else.
std::string removed_from_module(const FileModel& file, const Node& node) {
  constexpr std::string_view kRemovers[] = {"clear", "pop", "popitem", "remove", "discard"};
  const Expr* object = nullptr;
  std::string shown;
  if (const auto* call = node.as<Call>()) {
    const auto* method = call->func->as<Attribute>();
    if (method == nullptr || !is_one_of(file.text(method->attr), kRemovers)) return {};
    object = method->value;
    shown = file.text(*method);
  } else if (const auto* removal = node.as<Delete>()) {
    const auto* item = as<Subscript>(removal->targets.front());
    if (item == nullptr) return {};
    object = item->value;
    shown = "del " + std::string(file.text(*object));
  }
  const auto* name = as<Name>(object);
  if (name == nullptr) return {};
  const semantic::SymbolId symbol = file.scopes().symbol_of(*name);
  const bool is_kept = symbol.valid() && file.scopes().symbol(symbol).scope ==
                                             file.scopes().scope_opened_by(file.tree().root());
  return is_kept && !app::is_about_bookkeeping(file.text(*name)) ? shown : std::string();
}

// What changes something, as the code says it: "_imports.clear", "db.delete". Empty if nothing is
// seen.
std::string changed_by(const FileModel& file, const FunctionDef& function) {
  app::WriteReach reach;
  if (const app::Write* write = reach.of({&file, &function})) {
    return std::string(write->call.file->text(*write->call.expr->as<Call>()->func));
  }
  std::string found;
  for (const Stmt* statement : function.body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      found = removed_from_module(file, node);
      return !found.empty();
    });
    if (!found.empty()) break;
  }
  return found;
}

// Where one function is all that the methods need, one method is enough, too.
void advise(const Handler& handler, const FileModel& file, Draft& draft) {
  const FunctionDef& function = *handler.first->function();
  if (may_ask_for_method(file, function)) return;
  const bool has_get = is_one_of("GET", handler.methods);
  const std::string changed = has_get ? changed_by(file, function) : std::string();
  if (!changed.empty()) {
    const bool is_alone = handler.methods.size() == 2;
    const std::string other = !is_alone                     ? "the others do"
                              : handler.methods[0] == "GET" ? handler.methods[1] + " does"
                                                            : handler.methods[0] + " does";
    draft.fix("Take GET {}: it does what {}, and a GET must not change anything (`{}`).",
              {handler.is_registered_once ? "out of `methods`" : "away, with its decorator", other,
               changed});
    return;
  }
  draft.fix(
      "All of them do the same: keep one{}, and take the others {}. Where clients need several, "
      "write a function for each; what they share goes into a third.",
      {has_get ? ", GET only where it changes nothing" : "",
       handler.is_registered_once ? "out of `methods`" : "away, with their decorators"});
}

void report(const Handler& handler, ApplicationCheck& check) {
  std::string methods;
  for (const std::string& one : handler.methods) methods += (methods.empty() ? "" : ", ") + one;
  const app::Operation& operation = *handler.first;
  const FileModel& file = *operation.route().handler.definition.file;
  Draft draft = check.report(file, operation.function()->name_span,
                             "`{}` serves {}: one function for several operations",
                             {operation.name(), methods});
  advise(handler, file, draft);
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

A handler that does not ask which method it is needs one of them only. HEAD and OPTIONS beside another method are left alone, and so are proxies: four methods or more, or not in OpenAPI.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
