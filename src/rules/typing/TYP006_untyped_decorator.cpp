#include <algorithm>
#include <map>
#include <vector>

#include "app/values/value.h"
#include "deploy/type_checkers.h"
#include "rules/decorator_shape.h"
#include "rules/delivery_check.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/annotations.h"
#include "semantic/exception_handlers.h"

namespace fastidious::rules {
namespace {

using semantic::Definition;
using semantic::FileModel;

constexpr std::size_t kListed = 4;  // decorated functions that the trace shows

bool has_wraps(const FileModel& file, const FunctionDef& wrapper) {
  return std::any_of(
      wrapper.decorator_list.begin(), wrapper.decorator_list.end(), [&](const Expr* one) {
        const auto* call = one->as<Call>();
        const std::string_view name = file.resolve(call != nullptr ? *call->func : *one);
        return name.ends_with(".wraps") || name.ends_with(".wrapt") || name.ends_with(".decorator");
      });
}

// Whether the decorator says that it gives a function of the same type: a type variable or a
// ParamSpec in what it returns.
bool keeps_type(const FileModel& file, const FunctionDef& decorator) {
  if (decorator.returns == nullptr) return false;
  if (!decorator.type_params.empty()) return true;
  for (const auto* name : file.tree().nodes_of<Name>(*decorator.returns)) {
    const app::Followed value = app::follow({&file, name});
    const auto* call = as<Call>(value.value.expr);
    if (call == nullptr) continue;
    const std::string_view made = value.value.file->resolve(*call->func);
    if (made.ends_with(".TypeVar") || made.ends_with(".ParamSpec")) return true;
  }
  return false;
}

bool is_typed(const FunctionDef& function) {
  return function.returns != nullptr ||
         std::any_of(function.args->all.begin(), function.args->all.end(),
                     [](const Arg* arg) { return arg->annotation != nullptr; });
}

// A decorator of the repository and what it stands at.
struct Decorator {
  Definition definition;  // that is named behind the @
  Definition decorates;   // the same, or the decorator that it makes: `@retry(3)`
  std::vector<std::pair<const FileModel*, const FunctionDef*>> uses;
};

class DecoratorCollector {
 public:
  std::vector<Decorator> run(const semantic::Model& model) {
    for (const FileModel& file : model.files()) {
      if (file.file().role != repo::Role::Application) continue;
      for (const semantic::Scope& scope : file.scopes().scopes()) {
        if (scope.kind == semantic::ScopeKind::Function) add(file, *scope.node->as<FunctionDef>());
      }
    }
    return std::move(decorators_);
  }

 private:
  void add(const FileModel& file, const FunctionDef& function) {
    if (!is_typed(function)) return;
    for (const Expr* one : function.decorator_list) {
      const auto* call = one->as<Call>();
      const Definition named = file.definition_of(call != nullptr ? *call->func : *one);
      const auto* node = as<FunctionDef>(named.node);
      if (node == nullptr) continue;
      const FunctionDef* made = call != nullptr ? inner_function(*named.file, *node) : node;
      if (made == nullptr) continue;
      const auto [at, is_new] = index_.try_emplace(made, decorators_.size());
      if (is_new) decorators_.push_back({named, {named.file, made}, {}});
      decorators_[at->second].uses.emplace_back(&file, &function);
    }
  }

  std::vector<Decorator> decorators_;
  std::map<const Node*, std::size_t> index_;  // looked up only
};

// How the decorator is written, with its own names; what makes one says what it gives.
bool say_how(Draft& draft, const FileModel& file, const FunctionDef& named,
             const FunctionDef& decorator, bool is_strict) {
  if (decorator.args->all.size() != 1) return false;
  const Arg& only = *decorator.args->all[0];
  const std::string shape = decorated_type(file, decorator, only);
  if (shape.empty()) return false;
  const std::string made = &named == &decorator
                               ? std::string()
                               : "; `" + std::string(file.text(named.name)) +
                                     "` gives `Callable[[" + shape + "], " + shape + "]`";
  const bool is_concatenated = shape.find("Concatenate[") != shape.npos;
  const std::string_view returned =
      is_strict && is_concatenated
          ? " Strict mypy wants `# type: ignore[return-value]` where the inner function is "
            "returned: `Concatenate` cannot say the names of its parameters."
          : "";
  constexpr std::size_t kLongest = 30;  // of a type that stands twice on one line
  const std::string_view name = file.text(decorator.name);
  const std::string_view parameter = file.text(only.name);
  if (shape.size() > kLongest) {
    draft.fix(
        "Give the parameter `{}` of `{}`, and its result, the type `{}`, with `P = "
        "ParamSpec(\"P\")` and `R = TypeVar(\"R\")` ({}){}.{}",
        {parameter, name, shape, homes_of_shape(shape), made, returned});
  } else {
    draft.fix(
        "Write `def {}({}: {}) -> {}` with `P = ParamSpec(\"P\")` and `R = TypeVar(\"R\")` ({}){}.",
        {name, parameter, shape, shape, homes_of_shape(shape), made});
  }
  return true;
}

// "Callable[P, Coroutine[Any, Any, R]]" of a function that is `async def`.
std::string_view plain_shape(const FileModel& file, const FunctionDef& function) {
  if (!function.is_async()) return "Callable[P, R]";
  return file.is_generator(function) ? "Callable[P, AsyncIterator[R]]"
                                     : "Callable[P, Coroutine[Any, Any, R]]";
}

// `asyncio.run(function(…))`: else it hands on the coroutine, which is its result then.
bool runs_coroutine(const FileModel& file, const FunctionDef& wrapper) {
  const auto all = file.tree().nodes_of<Call>(wrapper);
  return std::any_of(all.begin(), all.end(), [&](const Call* one) {
    const std::string_view called = file.resolve(*one->func);
    const auto* method = one->func->as<Attribute>();
    return called == "asyncio.run" || called == "anyio.run" || called == "trio.run" ||
           (method != nullptr && file.text(method->attr) == "run_until_complete");
  });
}

// Where it is not seen to call what it decorates: it may give something else.
void say_shapes(Draft& draft, const Decorator& one, const FunctionDef& wrapper) {
  const FileModel& file = *one.definition.file;
  const std::string_view takes = plain_shape(*one.uses.front().first, *one.uses.front().second);
  const std::string_view gives = plain_shape(file, wrapper);
  const bool alike = std::all_of(one.uses.begin(), one.uses.end(), [takes](const auto& use) {
    return plain_shape(*use.first, *use.second) == takes;
  });
  if (!alike || (!wrapper.is_async() && !runs_coroutine(file, wrapper))) return;
  draft.fix(
      "Let `{}` take a `{}`, and give a `{}` where the result stays what it is, with `P = "
      "ParamSpec(\"P\")` and `R = TypeVar(\"R\")` ({}).",
      {file.text(static_cast<const FunctionDef&>(*one.decorates.node).name), takes, gives,
       homes_of_shape(std::string(takes) + std::string(gives))});
}

// What stands there now and is written anew with it.
void show_replaced(Draft& draft, const FileModel& file, const FunctionDef& function) {
  std::vector<const Expr*> annotations{function.returns};
  for (const Arg* one : function.args->all) annotations.push_back(one->annotation);
  for (const Expr* annotation : annotations) {
    if (annotation == nullptr || semantic::bare_generic(file, *annotation) != "Callable") continue;
    draft.step(file, annotation->span(), "This `Callable` says more then");
  }
}

void report(const Decorator& one, bool is_strict, DeliveryCheck& check) {
  const FileModel& file = *one.definition.file;
  const auto& named = static_cast<const FunctionDef&>(*one.definition.node);
  const auto& decorator = static_cast<const FunctionDef&>(*one.decorates.node);
  const FunctionDef* wrapper = inner_function(file, decorator);
  if (wrapper == nullptr || !takes_anything(*wrapper)) return;
  const bool hides = !has_wraps(file, *wrapper);
  const auto endpoint = std::find_if(one.uses.begin(), one.uses.end(), [](const auto& use) {
    return use.first->is_route_handler(*use.second);
  });
  const bool at_endpoint = hides && endpoint != one.uses.end();
  if (!at_endpoint && keeps_type(file, named)) return;
  Draft draft =
      at_endpoint
          ? check.report(file, named.name_span,
                         "`{}` hides the signature of the endpoint `{}`: FastAPI sees `*args, "
                         "**kwargs`",
                         {file.text(named.name), endpoint->first->text(endpoint->second->name)})
          : check.report(file, named.name_span,
                         "`{}` takes away the types of the functions it decorates, {} of them",
                         {file.text(named.name), one.uses.size()});
  if (at_endpoint) {
    draft.severity(Severity::Critical)
        .risk(
            "The endpoint asks for query parameters `args` and `kwargs`, and gets none of its own.")
        .fix("Write `@functools.wraps(function)` above the inner function{}.",
             {with_import(file, "functools")});
  } else if (one.uses.front().second->is_async() == wrapper->is_async() &&
             say_how(draft, file, named, decorator, is_strict)) {
    show_replaced(draft, file, decorator);
    if (&named != &decorator) show_replaced(draft, file, named);
  } else {
    say_shapes(draft, one, *wrapper);
  }
  for (std::size_t i = 0; i < one.uses.size() && i < kListed; ++i) {
    draft.step(*one.uses[i].first, one.uses[i].second->name_span, "`{}` is decorated by it",
               {one.uses[i].first->text(one.uses[i].second->name)});
  }
}

bool has_strict_mypy(const deploy::Manifests& manifests) {
  const auto checkers = deploy::type_checkers_of(manifests);
  return deploy::runs_strict_mypy(manifests) ||
         std::any_of(checkers.begin(), checkers.end(),
                     [](const auto& one) { return one.checks_extra; });
}

void check(DeliveryCheck& check) {
  const bool is_strict = has_strict_mypy(check.delivery().manifests());
  for (const Decorator& one : DecoratorCollector().run(check.model())) {
    report(one, is_strict, check);
  }
}

}  // namespace

extern constinit const Rule TYP006 = {
    .code = "TYP006",
    .name = "untyped-decorator",
    .family = Family::Typing,
    .tier = Tier::P2,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"PEP 612", "https://docs.python.org/3/library/typing.html#typing.ParamSpec"},
    .risk = "Type checkers see a function that takes and gives anything, at every call of it.",
    .advice =
        "Write `def decorator(function: Callable[P, R]) -> Callable[P, R]` with `P = "
        "ParamSpec(\"P\")` and `R = TypeVar(\"R\")` (`Callable` from `collections.abc`, "
        "`ParamSpec` "
        "and `TypeVar` from `typing`), or `def decorator[**P, R](…)`.",
    .docs = R"md(
A decorator replaces a function by another one. Unless it says that the new one has the same type, all the types of
the old one are lost; unless it uses `functools.wraps`, its signature is too, which FastAPI needs.

```python bad
def logged(function):
    def wrapper(*args, **kwargs):
        print(function)
        return function(*args, **kwargs)

    return wrapper


@logged
def price(amount: int) -> int:
    return amount
```

```python good
import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def logged(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        print(function)
        return function(*args, **kwargs)

    return wrapper


@logged
def price(amount: int) -> int:
    return amount
```

Looked at are decorators of the repository whose inner function takes `*args, **kwargs`, where they decorate functions
with annotations. One finding for a decorator. On an endpoint a missing `functools.wraps` is critical. Decorators that
give back the function they got are fine.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
