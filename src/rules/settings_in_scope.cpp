#include "rules/settings_in_scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "rules/settings_name.h"
#include "semantic/mentions.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::BindingKind;
using semantic::FileModel;
using semantic::SymbolId;

// Names that say that all settings are read by them.
constexpr std::string_view kNames[] = {"settings", "config",     "app_settings",
                                       "conf",     "app_config", "cfg"};

constexpr std::size_t kMostCalls = 8;  // of the function that makes it: mostly there is one

// A name of settings, and where it has to be seen.
class Search {
 public:
  Search(const app::Application& application, std::string object)
      : application_(application), model_(application.code()), object_(std::move(object)) {}

  SettingsInScope run(const app::Router& app) {
    const FileModel& file = *app.construction.file;
    const Expr& made = *app.construction.expr;
    const FunctionDef* function = file.enclosing_function(made);
    SettingsInScope found;
    if (const SymbolId seen = symbol_at(file, made); seen.valid()) {
      found.cls = class_of(file, seen, made);
      const bool is_own = function != nullptr && file.scopes().symbol(seen).scope.value != 0;
      if (is_own) found.where = fmt::format("in `{}`, {}", file.text(function->name), found.where);
    }
    if (found.cls == nullptr && function != nullptr) found = at_call_of(file, *function);
    if (found.cls != nullptr) found.object = object_;
    return found;
  }

 private:
  SymbolId symbol_at(const FileModel& file, const Node& place) const {
    const Identifier name = model_.names().find(object_);
    return name ? file.scopes().lookup(file.scopes().scope_of(place), name) : SymbolId{};
  }

  // `app = create_app(settings=settings)`, in a module.
  SettingsInScope at_call_of(const FileModel& file, const FunctionDef& function) const {
    SettingsInScope found;
    const auto calls = model_.calls_of(file.qualified_name(function));
    for (const semantic::CallSite& site : calls.first(std::min(calls.size(), kMostCalls))) {
      const FileModel& caller = *site.file;
      const Call& call = *site.call;
      const bool serves = caller.file().role == repo::Role::Application;
      if (!serves || caller.enclosing_function(call) != nullptr || caller.in_main_block(call)) {
        continue;
      }
      const SymbolId seen = symbol_at(caller, call);
      found.cls = seen.valid() ? class_of(caller, seen, call) : nullptr;
      if (found.cls == nullptr) continue;
      found.where = fmt::format("in `{}`, before `{}` is called", caller.file().path,
                                caller.text(function.name));
      return found;
    }
    return found;
  }

  // The settings class that the name is an instance of when `place` runs; null if that is not sure.
  const app::SettingsClass* class_of(const FileModel& file, SymbolId symbol,
                                     const Node& place) const {
    const semantic::Symbol& name = file.scopes().symbol(symbol);
    if (name.binding_count != 1 || !name.last_binding.valid()) return nullptr;
    const semantic::Binding& binding = file.scopes().binding(name.last_binding);
    const bool runs_together = name.scope == file.scopes().scope_of(place);
    if (runs_together && binding.node->begin > place.begin) return nullptr;
    const std::string_view type = binding.kind == BindingKind::Parameter
                                      ? type_of_parameter(file, *binding.node)
                                      : type_of_uses(file, symbol);
    return type.empty() ? nullptr : application_.settings().find(model_.definition(type));
  }

  static std::string_view type_of_parameter(const FileModel& file, const Node& parameter) {
    const auto* arg = parameter.as<Arg>();
    const Expr* annotation = arg != nullptr ? arg->annotation : nullptr;
    return annotation != nullptr ? file.type_of_annotation(*annotation) : std::string_view();
  }

  std::string_view type_of_uses(const FileModel& file, SymbolId symbol) const {
    const Identifier name = model_.names().find(object_);
    for (const semantic::Mention& mention : model_.mentions().of(name)) {
      if (&model_.file(mention.file) != &file) continue;
      const auto* use = model_.node(mention).as<Name>();
      if (use != nullptr && file.scopes().symbol_of(*use) == symbol) return file.type_of(*use);
    }
    return {};
  }

  const app::Application& application_;
  const semantic::Model& model_;
  std::string object_;
};

}  // namespace

SettingsInScope settings_in_scope(const app::Application& application, const app::Router& app) {
  std::string object = settings_name(application).object;
  if (!is_one_of(lower_case(object), kNames)) return {};
  return Search(application, std::move(object)).run(app);
}

}  // namespace fastidious::rules
