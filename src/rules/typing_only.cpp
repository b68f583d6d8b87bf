#include "rules/typing_only.h"

#include <algorithm>

#include "app/routes/route_label.h"
#include "semantic/model.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::Binding;
using semantic::BindingKind;
using semantic::FileModel;

const Alias* type_checking_import(const FileModel& file, semantic::SymbolId symbol) {
  if (!symbol.valid()) return nullptr;
  const Alias* found = nullptr;
  for (semantic::BindingId id = file.scopes().symbol(symbol).last_binding; id.valid();
       id = file.scopes().binding(id).previous) {
    const Binding& binding = file.scopes().binding(id);
    const bool imported =
        binding.kind == BindingKind::Import || binding.kind == BindingKind::ImportFrom;
    if (!imported || !file.in_type_checking_block(*binding.node)) return nullptr;
    found = binding.node->as<Alias>();
  }
  return found;
}

bool is_answer_made_of_annotation(const app::Route& route, const semantic::Definition& handler) {
  const auto* node = as<FunctionDef>(handler.node);
  return node != nullptr && node->returns != nullptr && route.kind == app::Route::Kind::Http &&
         !app::argument_of(route.registered_at, -1, "response_model");
}

bool has_answer_without_type(const app::AppRoutes& app) {
  return std::any_of(app.routes.begin(), app.routes.end(), [](const app::Route& route) {
    const semantic::Definition handler = app::handler_of(route);
    if (!route.include_in_schema || !is_answer_made_of_annotation(route, handler)) return false;
    const FileModel& file = *handler.file;
    const auto names = file.tree().nodes_of<Name>(*handler.node->as<FunctionDef>()->returns);
    return std::any_of(names.begin(), names.end(), [&](const Name* one) {
      return type_checking_import(file, file.scopes().symbol_of(*one)) != nullptr;
    });
  });
}

}  // namespace fastidious::rules
