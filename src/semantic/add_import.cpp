#include "semantic/add_import.h"

#include "semantic/model.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

bool is_future_import(const Stmt& statement) {
  const auto* import = statement.as<ImportFrom>();
  return import != nullptr && import->module == "__future__";
}

const Stmt* first_import(const Module& module) {
  for (const Stmt* statement : module.body) {
    const bool imports = statement->is(Kind::Import) || statement->is(Kind::ImportFrom);
    if (imports && !is_future_import(*statement)) return statement;
  }
  return nullptr;
}

// Whether the module-level name is bound by `import module`, and by nothing else.
bool is_import_of(const FileModel& file, SymbolId id, std::string_view module) {
  const Symbol& symbol = file.scopes().symbol(id);
  if (symbol.binding_count != 1) return false;
  const Binding& binding = file.scopes().binding(symbol.last_binding);
  const auto* alias = as<Alias>(binding.node);
  return binding.kind == BindingKind::Import && alias != nullptr && alias->name == module;
}

}  // namespace

std::optional<ImportPlace> place_for_import(const FileModel& file, std::string_view module) {
  const Identifier name = file.project().names().find(module);
  const SymbolId symbol = name ? file.scopes().lookup_here(ScopeId{0}, name) : SymbolId{};
  if (symbol.valid() && file.scopes().symbol(symbol).binding_count > 0) {
    if (!is_import_of(file, symbol, module)) return std::nullopt;
    return ImportPlace{false, 0, {}};
  }
  const Stmt* import = first_import(file.tree().root());
  if (import == nullptr) return std::nullopt;
  return ImportPlace{true, import->begin, "import " + std::string(module) + "\n"};
}

}  // namespace fastidious::semantic
