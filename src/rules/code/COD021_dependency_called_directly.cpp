#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/effects/passed_parameters.h"
#include "app/effects/type_tests.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::Definition;
using semantic::FileModel;

constexpr std::string_view kDepends[] = {"fastapi.Depends", "fastapi.Security"};

bool is_marker(std::string_view target) {
  constexpr std::string_view kMarkers[] = {"fastapi.Depends", "fastapi.Security", "fastapi.Header",
                                           "fastapi.Query",   "fastapi.Cookie",   "fastapi.Path",
                                           "fastapi.Body",    "fastapi.Form",     "fastapi.File"};
  for (const std::string_view one : kMarkers) {
    if (target == one) return true;
  }
  return false;
}

// The functions that some Depends(…) names.
std::map<const Node*, Definition> dependencies_of(const std::vector<CallSite>& markers) {
  std::map<const Node*, Definition> found;
  for (const CallSite& one : markers) {
    if (one.call->args.empty()) continue;
    const Definition definition = one.file->definition_of(*one.call->args.front());
    if (as<FunctionDef>(definition.node) != nullptr) found.emplace(definition.node, definition);
  }
  return found;
}

bool is_context_manager(const Definition& definition) {
  const auto& function = *definition.node->as<FunctionDef>();
  return !function.decorator_list.empty();
}

// next(get_db()), with closing(get_db()), for db in get_db(), yield from get_db()
bool is_iterated(const FileModel& file, const Call& call) {
  const Node* parent = file.parent(call);
  if (parent == nullptr) return true;
  return parent->is(Kind::Call) || parent->is(Kind::For) || parent->is(Kind::AsyncFor) ||
         parent->is(Kind::WithItem) || parent->is(Kind::YieldFrom) ||
         parent->is(Kind::Comprehension) || parent->is(Kind::Return) || parent->is(Kind::Keyword) ||
         parent->is(Kind::Starred) || parent->is(Kind::Attribute);
}

// What a function does with its names, read once for all of its calls.
struct Uses {
  std::set<std::string_view> stepped;  // next(gen), gen.send(None), for … in gen
  std::set<std::string_view> dotted;   // db.query(…)
};

bool is_step(const FileModel& file, const Name& use) {
  const Node* parent = file.parent(use);
  if (const auto* attribute = as<Attribute>(parent)) {
    const std::string_view method = file.text(attribute->attr);
    return method == "send" || method == "close" || method == "throw" || method == "__next__" ||
           method == "__anext__" || method == "aclose" || method == "asend";
  }
  if (const auto* outer = as<Call>(parent)) {
    const auto* callee = outer->func->as<Name>();
    const std::string_view name = callee != nullptr ? file.text(callee->name) : std::string_view{};
    return name == "next" || name == "anext" || name == "list";
  }
  return parent->is(Kind::For) || parent->is(Kind::AsyncFor) || parent->is(Kind::YieldFrom);
}

using UsesOfFunctions = std::map<const FunctionDef*, Uses>;

const Uses& uses_in(UsesOfFunctions& known, const FileModel& file, const FunctionDef& function) {
  const auto [at, added] = known.try_emplace(&function);
  if (!added) return at->second;
  for (const auto* use : file.tree().nodes_of<Name>(function)) {
    if (is_step(file, *use)) at->second.stepped.insert(file.text(use->name));
    if (file.parent(*use)->is(Kind::Attribute)) at->second.dotted.insert(file.text(use->name));
  }
  return at->second;
}

// The name that gets what the call gives, in a function; null otherwise.
const Name* name_for(const FileModel& file, const Call& call) {
  const auto* assign = as<Assign>(file.parent(call));
  return assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
}

// Whether the name that gets the generator is stepped through.
bool is_stepped_through(const FileModel& file, const Call& call, UsesOfFunctions& known) {
  const Name* target = name_for(file, call);
  const FunctionDef* around = file.enclosing_function(call);
  if (target == nullptr || around == nullptr) return true;
  return uses_in(known, file, *around).stepped.count(file.text(target->name)) > 0;
}

// Whether it does no harm that a marker comes: wherever the value gets to, a test of its type is
// before what is done with it.
bool takes_markers(const Definition& definition, const Arg& parameter) {
  const app::PassedParameters passed = app::passed_parameters(definition, parameter);
  std::vector<app::TypeTests> unsure;  // where another type may come
  bool is_asked = false;
  for (const app::PassedParameter& one : passed.all) {
    const bool is_first = one.passed_at.expr == nullptr;
    const bool may_come =
        is_first || std::any_of(unsure.begin(), unsure.end(), [&](const app::TypeTests& tests) {
          return tests.let_any_get_to(one.passed_at);
        });
    if (!may_come) continue;
    unsure.emplace_back(one.function, *one.parameter);
    if (!unsure.back().come_first()) return false;
    is_asked = is_asked || unsure.back().any();
  }
  return is_asked;
}

// The first parameter that the call leaves to its default `Depends(…)`; null if there is none.
const Arg* parameter_left_out(const FileModel& file, const Call& call,
                              const Definition& definition) {
  const auto& function = *definition.node->as<FunctionDef>();
  for (const Expr* one : call.args) {
    if (one->is(Kind::Starred)) return nullptr;
  }
  for (const Keyword* one : call.keywords) {
    if (one->arg.empty()) return nullptr;
  }
  const bool bound =
      definition.file->is_method(function) && !definition.file->is_static_method(function);
  for (std::uint32_t i = bound ? 1 : 0; i < function.args->all.size(); ++i) {
    const Arg& arg = *function.args->all[i];
    const auto* marker = as<Call>(arg.default_value);
    if (marker == nullptr || !is_marker(definition.file->resolve(*marker->func))) continue;
    const int position =
        arg.passing == Passing::KeywordOnly ? -1 : static_cast<int>(i) - (bound ? 1 : 0);
    const std::string_view name = definition.file->text(arg.name);
    const bool is_left_out = semantic::argument(file, call, position, name) == nullptr;
    if (is_left_out && !takes_markers(definition, arg)) return &arg;
  }
  return nullptr;
}

bool is_default(const FileModel& file, const Call& call) {
  const Node* parent = file.parent(call);
  return parent != nullptr && (parent->is(Kind::Arg) || parent->is(Kind::Arguments));
}

void check_call(ProjectCheck& check, const FileModel& file, const Call& call,
                const Definition& definition, UsesOfFunctions& known) {
  const auto& function = *definition.node->as<FunctionDef>();
  const std::string_view name = definition.file->text(function.name);
  if (definition.file->is_generator(function) && !is_context_manager(definition)) {
    if (is_iterated(file, call) || is_default(file, call)) return;
    if (is_stepped_through(file, call, known)) return;
    check.report(file, call.span(),
                 "`{}()` gives a generator here, not what it yields: only FastAPI steps through it",
                 {name});
    return;
  }
  if (const Arg* arg = parameter_left_out(file, call, definition)) {
    check.report(
        file, call.span(),
        "`{}()` is called without `{}`, whose default is `{}` itself: only FastAPI "
        "puts a value "
        "there",
        {name, definition.file->text(arg->name), definition.file->text(*arg->default_value)});
  }
}

// `db = Depends(get_db)` in a body, and then `db.query(…)`.
void check_marker(ProjectCheck& check, const FileModel& file, const Call& call,
                  UsesOfFunctions& known) {
  const Name* target = name_for(file, call);
  const FunctionDef* around = file.enclosing_function(call);
  if (target == nullptr || around == nullptr) return;
  if (uses_in(known, file, *around).dotted.count(file.text(target->name)) == 0) return;
  check.report(file, call.span(),
               "`{}` is no value in the body of `{}`: FastAPI looks at parameters only",
               {file.text(call), file.text(around->name)});
}

void check(ProjectCheck& check) {
  const semantic::Model& model = check.model();
  const std::vector<CallSite> markers = model.calls_of_any(kDepends);
  UsesOfFunctions known;
  for (const CallSite& one : markers) check_marker(check, *one.file, *one.call, known);
  for (const auto& [node, definition] : dependencies_of(markers)) {
    for (const CallSite& one : model.calls_of(definition.file->qualified_name(*node))) {
      if (one.file->definition_of(*one.call->func).node != node) continue;
      check_call(check, *one.file, *one.call, definition, known);
    }
  }
}

}  // namespace

extern constinit const Rule COD021 = {
    .code = "COD021",
    .name = "dependency-called-directly",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::ApplicationScripts,
    .references = {"https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/"},
    .risk =
        "The first use of the value fails (`'generator' object has no attribute …`, "
        "`'Depends' object "
        "has no attribute …`), or passes as true where it is only tested.",
    .advice =
        "Let FastAPI call it: take the value as a parameter (`db: Annotated[Session, "
        "Depends(get_db)]`, `Annotated` from `typing`, `Depends` from `fastapi`), or pass what the "
        "function needs. Outside of requests use a function made with `@contextmanager`.",
    .docs = R"md(
Dependencies that are called like functions: one that yields gives a generator, one whose parameters
have `Depends(…)` as defaults gets the marker itself where the call leaves them out. And `Depends(…)`
in the body of a function.

```python bad
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI

from app.db import Session

app = FastAPI()


def get_db() -> Iterator[Session]:
    with Session() as session:
        yield session


@app.get("/orders")
def list_orders(db: Annotated[Session, Depends(get_db)]) -> list[str]:
    return db.orders()


def nightly_report() -> list[str]:
    db = get_db()
    return db.orders()
```

```python good
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI

from app.db import Session

app = FastAPI()


def get_db() -> Iterator[Session]:
    with Session() as session:
        yield session


@app.get("/orders")
def list_orders(db: Annotated[Session, Depends(get_db)]) -> list[str]:
    return db.orders()


def nightly_report() -> list[str]:
    with Session() as db:
        return db.orders()
```

Not reported: `next(get_db())`, loops over it and other ways to step through a generator; calls that
pass all such parameters, or leave only those out whose type is asked for before they are used
(`isinstance(key, str)`); `Depends(…)` in defaults, annotations, decorators and lists.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
