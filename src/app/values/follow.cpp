// From a name to what it was given.
#include "app/values/value.h"
#include "base/known_names.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxHops = 16;
constexpr int kMaxNested = 4;  // `**` in displays

const Expr* assigned_value(const FileModel& file, const Node& name) {
  const Node* statement = file.parent(name);
  if (const auto* plain = as<Assign>(statement)) return plain->value;
  if (const auto* annotated = as<AnnAssign>(statement)) return annotated->value;
  if (const auto* alias = as<TypeAlias>(statement)) return alias->value;
  const auto* walrus = as<NamedExpr>(statement);
  return walrus != nullptr ? walrus->value : nullptr;
}

// One step from where something is defined.
Followed from_definition(const Definition& found) {
  if (!found) return {};
  if (found.node->as<FunctionDef>() != nullptr || found.node->as<ClassDef>() != nullptr) {
    return {{}, found};
  }
  if (!found.node->is(Kind::Name) && !found.node->is(Kind::Attribute)) return {};
  return {{found.file, assigned_value(*found.file, *found.node)}, {}};
}

// The last binding in the text before `use`, if they are in one scope; the last one otherwise.
const semantic::Binding* binding_for(const FileModel& file, const Name& use) {
  const semantic::FileScopes& scopes = file.scopes();
  const semantic::SymbolId outside = scopes.meant_outside_class(use);
  const semantic::SymbolId symbol = outside.valid() ? outside : scopes.symbol_of(use);
  if (!symbol.valid()) return nullptr;
  semantic::BindingId at = scopes.symbol(symbol).last_binding;
  const semantic::Binding* chosen = at.valid() ? &scopes.binding(at) : nullptr;
  const bool same_scope = scopes.symbol(symbol).scope == scopes.scope_of(use);
  while (same_scope && at.valid()) {
    const semantic::Binding& binding = scopes.binding(at);
    const bool own = binding.value != nullptr && binding.value->encloses(use);
    if (binding.node->end <= use.begin && !own) return &binding;
    at = binding.previous;
  }
  return chosen;
}

Followed step(Placed at) {
  const auto* name = at.expr->as<Name>();
  if (name == nullptr) return from_definition(at.file->definition_of(*at.expr));
  using semantic::BindingKind;
  const semantic::Binding* binding = binding_for(*at.file, *name);
  if (binding == nullptr) return from_definition(at.file->definition_of(*at.expr));
  switch (binding->kind) {
    case BindingKind::Assignment:
    case BindingKind::Annotation:
    case BindingKind::Walrus:
    case BindingKind::TypeAlias: return {{at.file, assigned_value(*at.file, *binding->node)}, {}};
    case BindingKind::Function:
    case BindingKind::Class: return {{}, {at.file, binding->node}};
    case BindingKind::Import:
    case BindingKind::ImportFrom: return from_definition(at.file->definition_of(*at.expr));
    default: return {};
  }
}

// What the dictionary display behind `dict` says for `key`, also in a `**` of it.
Placed entry_of(Placed dict, std::string_view key, int depth) {
  const Placed value = follow(dict).value;
  const auto* node = as<Dict>(value.expr);
  Placed found;
  for (std::uint32_t i = 0; node != nullptr && i < node->values.size(); ++i) {
    const Placed item{value.file, node->values[i]};
    const auto* text = as<Constant>(node->keys[i]);
    if (text != nullptr && text->is_str() && text->value == key) found = item;
    if (node->keys[i] != nullptr || depth >= kMaxNested) continue;
    if (const Placed inner = entry_of(item, key, depth + 1)) found = inner;
  }
  return found;
}

}  // namespace

Followed follow(Placed expr) {
  Followed result{expr, {}};
  for (int hops = 0; hops < kMaxHops && result.value; ++hops) {
    const Expr& at = *result.value.expr;
    if (!at.is(Kind::Name) && !at.is(Kind::Attribute)) break;
    const Followed next = step(result.value);
    if (next.definition) return next;
    if (!next.value) break;
    result = next;
  }
  return result;
}

Placed argument_of(Placed call, int index, std::string_view name) {
  const auto* node = as<Call>(call.expr);
  if (node == nullptr) return {};
  const Expr* given = semantic::argument(*call.file, *node, index, name);
  if (given != nullptr) return {call.file, given};
  for (const Keyword* keyword : node->keywords) {
    if (keyword->arg) continue;
    if (const Placed found = entry_of({call.file, keyword->value}, name, 0)) return found;
  }
  return {};
}

}  // namespace fastidious::app
