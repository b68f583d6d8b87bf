#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "app/values/value.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Placed;
using semantic::Definition;
using semantic::FileModel;

constexpr std::string_view kSecretParam = "firebase_functions.params.SecretParam";
constexpr std::size_t kMaxFunctions = 200;  // that one function calls, in the end

// The name in SecretParam("NAME") that the expression is; empty if it is none.
std::string secret_of(const FileModel& file, const Expr& expr) {
  const app::Followed followed = app::follow({&file, &expr});
  const Placed made = followed.value ? followed.value : Placed{&file, &expr};
  const auto* call = made.expr->as<Call>();
  if (call == nullptr || made.file->resolve(*call->func) != kSecretParam || call->args.empty()) {
    return {};
  }
  const app::Value name = app::evaluate({made.file, call->args[0]});
  return name.is(app::Value::Kind::Str) ? name.text : std::string();
}

struct Binding {
  std::set<std::string> names;
  bool is_known = true;
};

// secrets=["A", B]
void add_secrets(const FileModel& file, const Call& call, Binding& binding) {
  const Expr* list = semantic::argument(file, call, -1, "secrets");
  if (list == nullptr) return;
  const auto* display = list->as<ListExpr>();
  if (display == nullptr) {
    binding.is_known = false;
    return;
  }
  for (const Expr* item : display->elts) {
    const app::Value value = app::evaluate({&file, item});
    std::string name = value.is(app::Value::Kind::Str) ? value.text : secret_of(file, *item);
    if (name.empty()) binding.is_known = false;
    binding.names.insert(std::move(name));
  }
}

struct Use {
  std::string name;
  const FileModel* file = nullptr;
  const Node* node = nullptr;
};

// What a function reads, and the functions that it calls.
class Reading {
 public:
  explicit Reading(const Definition& function) { open_.push_back(function); }

  std::vector<Use> run() {
    while (!open_.empty() && seen_.size() < kMaxFunctions) {
      const Definition function = open_.back();
      open_.pop_back();
      if (!seen_.insert(function.node).second) continue;
      for (const Node* node : function.file->tree().subtree(*function.node)) {
        look_at(*function.file, *node);
      }
    }
    return std::move(uses_);
  }

 private:
  void look_at(const FileModel& file, const Node& node) {
    if (const auto* attribute = node.as<Attribute>()) {
      if (file.text(attribute->attr) != "value") return;
      std::string name = secret_of(file, *attribute->value);
      if (!name.empty()) uses_.push_back({std::move(name), &file, attribute});
    } else if (const auto* call = node.as<Call>()) {
      const Definition called = file.definition_of(*call->func);
      if (called && called.node->as<FunctionDef>() != nullptr) open_.push_back(called);
    }
  }

  std::vector<Definition> open_;
  std::set<const Node*> seen_;
  std::vector<Use> uses_;
};

// The decorator that makes it a function of Firebase; null if there is none.
const Call* decorator_of(const FileModel& file, const FunctionDef& function) {
  for (const Expr* one : function.decorator_list) {
    const auto* call = one->as<Call>();
    if (call == nullptr) continue;
    const std::string_view target = file.resolve(*call->func);
    if (target.starts_with("firebase_functions.") && target.find(".on_") != target.npos)
      return call;
  }
  return nullptr;
}

void check_function(const FunctionDef& function, Check& check) {
  if (function.decorator_list.empty()) return;
  const FileModel& file = check.file();
  const Call* decorator = decorator_of(file, function);
  if (decorator == nullptr) return;
  Binding bound;
  add_secrets(file, *decorator, bound);
  for (const auto& site :
       file.project().calls_of("firebase_functions.options.set_global_options")) {
    add_secrets(*site.file, *site.call, bound);
  }
  if (!bound.is_known) return;
  std::set<std::string> reported;
  for (const Use& use : Reading({&file, &function}).run()) {
    if (bound.names.contains(use.name) || !reported.insert(use.name).second) continue;
    Draft draft = check.report(*decorator, "`{}` reads the secret `{}`, which it does not list",
                               {file.text(function.name), use.name});
    if (semantic::argument(file, *decorator, -1, "secrets") != nullptr) {
      draft.fix("Add `\"{}\"` to `secrets` in the decorator.", {use.name});
    } else {
      draft.fix("List it in the decorator: `secrets=[\"{}\"]`.", {use.name});
    }
    draft.step(*use.file, use.node->span(), "It is read here");
  }
}

}  // namespace

extern constinit const Rule FIR004 = {
    .code = "FIR004",
    .name = "secret-not-bound",
    .family = Family::Firebase,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://firebase.google.com/docs/functions/config-env#secret_parameters"},
    .risk =
        "The function is not given the secret: `.value` is an empty text, silently, in production "
        "only.",
    .advice = "List each secret that the function reads: `@https_fn.on_request(secrets=[KEY])`.",
    .docs = R"md(
A function of Firebase reads `SecretParam(…).value`, itself or in what it calls, and neither its decorator nor `set_global_options` lists
the secret.

```python bad
from firebase_functions import https_fn
from firebase_functions.params import SecretParam

KEY = SecretParam("KEY")


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(KEY.value)
```

```python good
from firebase_functions import https_fn
from firebase_functions.params import SecretParam

KEY = SecretParam("KEY")


@https_fn.on_request(secrets=[KEY])
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(KEY.value)
```

Silent where the list is computed.
)md",
    .on_function = check_function,
};

}  // namespace fastidious::rules
