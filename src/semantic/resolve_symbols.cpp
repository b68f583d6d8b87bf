#include "semantic/resolve_symbols.h"

namespace fastidious::semantic {

void SymbolResolver::run() {
  std::vector<Symbol>& symbols = scopes_.symbols_;
  for (std::uint32_t i = 0; i < symbols.size(); ++i) {
    Symbol& symbol = symbols[i];
    symbol.resolved = resolve(symbol, symbol.flags);
    if (!symbol.resolved.valid() || symbol.resolved == SymbolId{i}) {
      continue;
    }
    Symbol& meant = symbols[symbol.resolved.value];
    meant.reference_count += symbol.reference_count;
    if (is_function_like(scopes_.scope(meant.scope).kind)) {
      meant.flags |= kCell;
    }
  }
  link_bindings();
  for (Symbol& symbol : symbols) {
    if (symbol.resolved.valid() && symbols[symbol.resolved.value].binding_count > 1) {
      symbol.flags |= kMeansSeveral;
    }
  }
}

SymbolId SymbolResolver::resolve(const Symbol& symbol, std::uint16_t& flags) const {
  const SymbolId self{static_cast<std::uint32_t>(&symbol - scopes_.symbols_.data())};
  const bool is_module = symbol.scope.value == 0;
  if ((flags & kDeclaredGlobal) != 0 && !is_module) {
    return scopes_.lookup_here(ScopeId{0}, symbol.name);
  }
  if ((flags & (kBound | kDeclaredGlobal)) != 0 && (flags & kDeclaredNonlocal) == 0) {
    return self;
  }
  bool is_class_cell = false;
  const SymbolId found = scopes_.find_bound(symbol.scope, symbol.name, is_class_cell);
  if (is_class_cell) {
    flags |= kClassCell;
  }
  return found;
}

void SymbolResolver::link_bindings() {
  for (std::uint32_t i = 0; i < scopes_.bindings_.size(); ++i) {
    Binding& binding = scopes_.bindings_[i];
    const SymbolId meant = scopes_.symbol(binding.symbol).resolved;
    if (meant.valid()) {
      binding.symbol = meant;
    }
    Symbol& symbol = scopes_.symbols_[binding.symbol.value];
    binding.scope = symbol.scope;
    binding.previous = symbol.last_binding;
    symbol.last_binding = BindingId{i};
    if (binding.kind != BindingKind::Deletion && binding.kind != BindingKind::Global) {
      ++symbol.binding_count;
    }
  }
}

}  // namespace fastidious::semantic
