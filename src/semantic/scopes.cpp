#include "semantic/scopes.h"

#include "base/known_names.h"

namespace fastidious::semantic {
namespace {

std::uint64_t hash_of(ScopeId scope, Identifier name) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ull;  // 2^64 / golden ratio
  const std::uint64_t key = (std::uint64_t{scope.value} << 32 | name.value) * kMix;
  return key ^ (key >> 32);
}

}  // namespace

// The slot that holds the symbol, or the free slot where it would go.
std::size_t FileScopes::slot_for(ScopeId scope, Identifier name) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash_of(scope, name) & mask;; at = (at + 1) & mask) {
    if (slots_[at] == 0) {
      return at;
    }
    const Symbol& symbol = symbols_[slots_[at] - 1];
    if (symbol.name == name && symbol.scope == scope) {
      return at;
    }
  }
}

SymbolId FileScopes::lookup_here(ScopeId scope, Identifier name) const {
  const std::uint32_t slot = slots_[slot_for(scope, name)];
  return slot == 0 ? SymbolId{} : SymbolId{slot - 1};
}

SymbolId FileScopes::lookup(ScopeId scope, Identifier name) const {
  if (const SymbolId here = lookup_here(scope, name)) {
    return symbol(here).resolved;
  }
  bool is_class_cell = false;
  return find_bound(scope, name, is_class_cell);
}

// What the scopes around `from` bind to `name`, as code in `from` sees it.
SymbolId FileScopes::find_bound(ScopeId from, Identifier name, bool& is_class_cell) const {
  const ScopeKind kind = scope(from).kind;
  // PEP 695: these see the names of a class directly around them.
  bool sees_class = kind == ScopeKind::TypeParameters || kind == ScopeKind::TypeVarBound ||
                    kind == ScopeKind::TypeAlias;
  for (ScopeId at = scope(from).parent; at.valid(); at = scope(at).parent) {
    const Scope& around = scope(at);
    if (around.kind == ScopeKind::Class && name == names::__class__) {
      is_class_cell = true;
      return {};
    }
    if (around.kind == ScopeKind::Class && !sees_class) {
      continue;
    }
    sees_class = sees_class && around.kind == ScopeKind::TypeParameters;
    const SymbolId found = lookup_here(at, name);
    if (!found.valid()) {
      continue;
    }
    const std::uint16_t flags = symbol(found).flags;
    if ((flags & kDeclaredGlobal) != 0 && at.value != 0) {
      return lookup_here(ScopeId{0}, name);
    }
    if ((flags & (kBound | kDeclaredGlobal)) != 0 && (flags & kDeclaredNonlocal) == 0) {
      return found;
    }
  }
  return {};
}

SymbolId FileScopes::meant_outside_class(const syntax::Name& name) const {
  // What is bound here is meant here; a class may bind the same name any number of times.
  if (name.context == syntax::Context::Store) return {};
  const SymbolId used = used_symbol(name);
  if (!used.valid() || (symbol(used).flags & kAnnotated) == 0) return {};
  const ScopeId own = symbol(used).scope;
  if (scope(own).kind != ScopeKind::Class || symbol(used).resolved != used) return {};
  for (BindingId at = symbol(used).last_binding; at.valid(); at = binding(at).previous) {
    const Binding& one = binding(at);
    if (one.node == &name) return {};
    const bool has_value = one.kind != BindingKind::Annotation || one.value != nullptr;
    const bool before =
        has_value && (one.value != nullptr ? one.value->end : one.node->end) <= name.begin;
    if (before) return {};
  }
  return lookup(scope(own).parent, symbol(used).name);
}

// The last run that begins at the node or before it. Halving without branches: which half it is
// cannot be predicted.
ScopeId FileScopes::scope_of(const syntax::Node& node) const {
  const ScopeRun* run = scope_runs_.data();
  for (std::size_t left = scope_runs_.size(); left > 1;) {
    const std::size_t half = left / 2;
    run += run[half].first_node <= node.id.value ? half : 0;
    left -= half;
  }
  return run->scope;
}

SymbolId FileScopes::symbol_of(const syntax::Name& name) const {
  const std::uint32_t used = meant_by_node_[name.id.value];
  return used == SymbolId::kNone ? SymbolId{} : symbols_[used].resolved;
}

}  // namespace fastidious::semantic
