#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Registration;
using app::Router;
using semantic::FileModel;

bool is_in_tests(const Router& router) {
  return router.construction.file->file().role == project::Role::Test;
}

bool has_routes(const Router& router) {
  return std::any_of(
      router.registrations.begin(), router.registrations.end(), [](const Registration& one) {
        return one.kind == Registration::Kind::Route || one.kind == Registration::Kind::WebSocket ||
               one.kind == Registration::Kind::Plain;
      });
}

bool is_parameter_or_import(const FileModel& file, const Name& name) {
  using semantic::BindingKind;
  const semantic::SymbolId symbol = file.scopes().symbol_of(name);
  if (!symbol.valid() || !file.scopes().symbol(symbol).last_binding.valid()) return false;
  const BindingKind kind = file.scopes().binding(file.scopes().symbol(symbol).last_binding).kind;
  return kind == BindingKind::Parameter || kind == BindingKind::Import ||
         kind == BindingKind::ImportFrom;
}

// Whether the router that is included cannot be told from the text and may be any: of a loop over
// modules, `getattr(module, "router")`. What a function is given, its callers name; what a library
// makes is no router of ours.
bool is_any_router(const Registration& include) {
  if (!include.targets.empty()) return false;
  const app::Placed target = app::argument_of(include.call, 0, "router");
  if (!target) return true;
  const Expr* at = target.expr;
  if (const auto* call = at->as<Call>()) {
    return target.file->resolve(*call->func) == "builtins.getattr";
  }
  while (const auto* attribute = at->as<Attribute>()) at = attribute->value;
  const auto* name = at->as<Name>();
  return name == nullptr || !is_parameter_or_import(*target.file, *name);
}

// Routers that some application serves, through any number of includes and mounts.
class Reach {
 public:
  explicit Reach(const app::RouterTable& routers) {
    for (const auto& router : routers.all()) {
      if (router->is_app && !is_in_tests(*router)) {
        has_app_ = true;
        visit(*router);
      }
      for (const Registration& one : router->registrations) {
        const bool includes = one.kind == Registration::Kind::Include && !is_in_tests(*router);
        if (includes) known_includes_.insert(one.call.expr);
        is_dynamic_ = is_dynamic_ || (includes && is_any_router(one));
      }
    }
  }

  // Whether it is known which router this call includes something in.
  bool knows(const Call& include) const { return known_includes_.contains(&include); }
  bool has_app() const { return has_app_; }
  // Some include's router cannot be told: it may be any.
  bool is_dynamic() const { return is_dynamic_; }
  bool reaches(const Router& router) const { return reached_.contains(&router); }

 private:
  void visit(const Router& router) {
    if (!reached_.insert(&router).second) return;
    for (const Registration& one : router.registrations) {
      for (const Router* target : one.targets) visit(*target);
    }
  }

  std::set<const Router*> reached_;
  std::set<const Node*> known_includes_;
  bool has_app_ = false;
  bool is_dynamic_ = false;
};

// `router` of `router.get(…)`; `router.routes` are taken somewhere else.
bool is_registering(const FileModel& file, const Expr& use) {
  const auto* attribute = as<Attribute>(file.parent(use));
  return attribute != nullptr && attribute->value == &use && file.text(attribute->attr) != "routes";
}

// `router.include_router(use)`; of a call on what is not known nobody can tell where it leads.
bool is_included(const FileModel& file, const Expr& use, const Reach& reach) {
  const auto* call = as<Call>(file.parent(use));
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  return method != nullptr && file.text(method->attr) == "include_router" && reach.knows(*call);
}

// Whether a function that makes the router for itself gives it away: `return router`. Who calls it
// decides.
bool leaves_function(const FileModel& file, const FunctionDef& function, const Name& name,
                     const Reach& reach) {
  const auto nodes = file.tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* use = node->as<Name>();
    return use != nullptr && use != &name && use->name == name.name &&
           use->context == Context::Load && !is_registering(file, *use) &&
           !is_included(file, *use, reach);
  });
}

// Whether the router's name is given to something that may include it: a function, a list, a
// `return`. Then nobody knows.
bool goes_elsewhere(const Router& router, const semantic::Model& model, const Reach& reach) {
  const auto* name = as<Name>(router.name.node);
  if (name == nullptr) return true;
  const FileModel& home = *router.name.file;
  const FunctionDef* function = home.enclosing_function(*name);
  if (function != nullptr && leaves_function(home, *function, *name, reach)) return true;
  const std::string qualified = home.file().module_name + "." + std::string(home.text(name->name));
  for (const FileModel& file : model.files()) {
    if (file.file().role == project::Role::Test) continue;
    for (const Node* node : file.tree().nodes()) {
      const auto* use = node->as<Name>();
      const auto* path = node->as<Attribute>();
      if (use == nullptr && path == nullptr) continue;
      if (use != nullptr && (use->context != Context::Load || use == name)) continue;
      const auto& expr = static_cast<const Expr&>(*node);
      if (file.resolve(expr) != qualified) continue;
      if (!is_registering(file, expr) && !is_included(file, expr, reach)) return true;
    }
  }
  return false;
}

// The router of the repository that includes it without being served itself.
bool is_part_of_unreached(const Router& router, const app::RouterTable& routers) {
  return std::any_of(routers.all().begin(), routers.all().end(), [&](const auto& other) {
    if (is_in_tests(*other)) return false;
    return std::any_of(
        other->registrations.begin(), other->registrations.end(), [&](const Registration& one) {
          return std::find(one.targets.begin(), one.targets.end(), &router) != one.targets.end();
        });
  });
}

void report(const Router& router, ApplicationCheck& check) {
  const auto& call = *router.construction.expr->as<Call>();
  Draft draft =
      check.report(*router.construction.file, {call.begin, call.func->end},
                   "No application includes this router: its {} routes are not served",
                   {std::count_if(router.registrations.begin(), router.registrations.end(),
                                  [](const Registration& one) {
                                    return one.kind == Registration::Kind::Route ||
                                           one.kind == Registration::Kind::WebSocket;
                                  })});
  constexpr std::size_t kMaxSteps = 5;
  for (std::size_t i = 0; i < router.registrations.size() && i < kMaxSteps; ++i) {
    const app::Placed& at = router.registrations[i].call;
    draft.step(*at.file, at.expr->span(), "registered on it");
  }
}

void check(ApplicationCheck& check) {
  const app::RouterTable& routers = check.application().routers();
  const Reach reach(routers);
  if (!reach.has_app() || reach.is_dynamic()) return;
  for (const auto& router : routers.all()) {
    if (router->is_app || is_in_tests(*router) || reach.reaches(*router)) continue;
    if (router->cls != "fastapi.APIRouter" || !has_routes(*router)) continue;
    if (is_part_of_unreached(*router, routers)) continue;
    if (!goes_elsewhere(*router, check.model(), reach)) report(*router, check);
  }
}

}  // namespace

extern constinit const Rule API026 = {
    .code = "API026",
    .name = "router-never-included",
    .family = Family::Api,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"CWE-561", "OWASP API9:2023",
                   "https://fastapi.tiangolo.com/tutorial/bigger-applications/"},
    .risk =
        "Whoever maintains it believes that it is in use; the day that somebody includes it, it is "
        "served as nobody has looked at it for long.",
    .advice = "Include it, `app.include_router(router)`, or delete the module.",
    .docs = R"md(
An `APIRouter` with routes that no application of the repository reaches, through includes and mounts.

```python bad
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/vouchers")


@router.get("/")
def read() -> list[int]:
    return []
```

```python good
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/vouchers")


@router.get("/")
def read() -> list[int]:
    return []


app.include_router(router)
```

An include under an `if` counts. Not reported: repositories without an application, or with an include whose router cannot
be told (a loop over modules); routers that are given to a function, stand in a list or are returned; subclasses of
`APIRouter`; routers that a reported one includes.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
