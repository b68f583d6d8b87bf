#include "app/routes/lost_routers.h"

#include <algorithm>
#include <string>

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 8;  // routers inside of routers

bool is_in_tests(const Router& router) {
  return router.construction.file->file().role == project::Role::Test;
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
  const Placed target = argument_of(include.call, 0, "router");
  if (!target) return true;
  const Expr* at = target.expr;
  if (const auto* call = at->as<Call>()) {
    return target.file->resolve(*call->func) == "builtins.getattr";
  }
  while (const auto* attribute = at->as<Attribute>()) at = attribute->value;
  const auto* name = at->as<Name>();
  return name == nullptr || !is_parameter_or_import(*target.file, *name);
}

// Whether a function includes what it is given: `def register(self, router):
// self.app.include_router(router)`.
bool includes_parameter(const FileModel& file, const Node& method) {
  const auto* call = as<Call>(file.parent(method));
  if (!method.is(Kind::Attribute) || call == nullptr || call->func != &method) return false;
  const auto* name = as<Name>(semantic::argument(file, *call, 0, "router"));
  const FunctionDef* function = file.enclosing_function(*call);
  return name != nullptr && function != nullptr &&
         std::any_of(function->args->all.begin(), function->args->all.end(),
                     [&](const Arg* arg) { return arg->name == name->name; });
}

bool includes_parameters(const semantic::Model& model) {
  const auto mentions = model.mentions().of(model.names().find("include_router"));
  return std::any_of(mentions.begin(), mentions.end(), [&](const semantic::Mention& one) {
    return includes_parameter(model.file(one.file), model.node(one));
  });
}

// Whether a file that speaks of routers imports modules by names that no text has:
// `importlib.import_module(path)`.
bool imports_by_made_names(const semantic::Model& model) {
  constexpr std::string_view kImports[] = {"importlib.import_module", "builtins.__import__",
                                           "importlib.util.spec_from_file_location"};
  const std::vector<semantic::CallSite> calls = model.calls_of_any(kImports);
  return std::any_of(calls.begin(), calls.end(), [](const semantic::CallSite& one) {
    const project::SourceFile& file = one.file->file();
    return file.role == project::Role::Application && !one.call->args.empty() &&
           !one.file->constant_string(*one.call->args[0]) &&
           file.text.view().find("outer") != std::string_view::npos;
  });
}

// `router` of `router.get(…)`; `router.routes` are taken somewhere else.
bool is_registering(const FileModel& file, const Expr& use) {
  const auto* attribute = as<Attribute>(file.parent(use));
  return attribute != nullptr && attribute->value == &use && file.text(attribute->attr) != "routes";
}

}  // namespace

LostRouters::LostRouters(const semantic::Model& model, const RouterTable& routers)
    : model_(model), routers_(routers) {
  is_dynamic_ = imports_by_made_names(model) && includes_parameters(model);
  for (const auto& router : routers.all()) {
    if (is_in_tests(*router)) continue;
    if (router->is_app) {
      has_app_ = true;
      visit(*router);
    }
    for (const Registration& one : router->registrations) {
      if (one.kind != Registration::Kind::Include) continue;
      known_includes_.insert(one.call.expr);
      is_dynamic_ = is_dynamic_ || is_any_router(one);
    }
  }
}

void LostRouters::visit(const Router& router) {
  if (!reached_.insert(&router).second) return;
  for (const Registration& one : router.registrations) {
    for (const Router* target : one.targets) visit(*target);
  }
}

bool LostRouters::contains(const Router& router, int depth) const {
  const bool is_known = has_app_ && !is_dynamic_ && router.cls == "fastapi.APIRouter";
  if (!is_known || router.is_app || is_in_tests(router) || reached_.contains(&router)) return false;
  const std::vector<const Router*> around = includers_of(router);
  return depth < kMaxDepth && !goes_elsewhere(router) &&
         std::all_of(
             around.begin(), around.end(),
             [&](const Router* one) { return contains(*one, depth + 1); });
}

std::vector<const Router*> LostRouters::includers_of(const Router& router) const {
  std::vector<const Router*> all;
  for (const auto& other : routers_.all()) {
    const auto& registered = other->registrations;
    const bool includes =
        std::any_of(registered.begin(), registered.end(), [&router](const Registration& one) {
          return std::find(one.targets.begin(), one.targets.end(), &router) != one.targets.end();
        });
    if (includes && !is_in_tests(*other)) all.push_back(other.get());
  }
  return all;
}

// `router.include_router(use)`; of a call on what is not known nobody can tell where it leads.
bool LostRouters::is_included(const FileModel& file, const Expr& use) const {
  const auto* call = as<Call>(file.parent(use));
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  return method != nullptr && file.text(method->attr) == "include_router" &&
         known_includes_.contains(call);
}

// Whether a function that makes the router for itself gives it away: `return router`. Who calls it
// decides.
bool LostRouters::leaves_function(const FileModel& file, const FunctionDef& function,
                                  const Name& name) const {
  const auto nodes = file.tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* use = node->as<Name>();
    return use != nullptr && use != &name && use->name == name.name &&
           use->context == Context::Load && !is_registering(file, *use) && !is_included(file, *use);
  });
}

// Whether the router's name is given to something that may include it: a function, a list, a
// `return`. Then nobody knows.
bool LostRouters::goes_elsewhere(const Router& router) const {
  const auto* name = as<Name>(router.name.node);
  if (name == nullptr) return true;
  const FileModel& home = *router.name.file;
  const FunctionDef* function = home.enclosing_function(*name);
  if (function != nullptr && leaves_function(home, *function, *name)) return true;
  const std::string qualified = home.file().module_name + "." + std::string(home.text(name->name));
  for (const FileModel& file : model_.files()) {
    if (file.file().role == project::Role::Test) continue;
    for (const Node* node : file.tree().nodes()) {
      const auto* use = node->as<Name>();
      const auto* path = node->as<Attribute>();
      if (use == nullptr && path == nullptr) continue;
      if (use != nullptr && (use->context != Context::Load || use == name)) continue;
      const auto& expr = static_cast<const Expr&>(*node);
      if (file.resolve(expr) != qualified) continue;
      if (!is_registering(file, expr) && !is_included(file, expr)) return true;
    }
  }
  return false;
}

}  // namespace fastidious::app
