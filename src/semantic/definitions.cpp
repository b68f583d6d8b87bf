#include "semantic/definitions.h"

#include <algorithm>
#include <string>
#include <tuple>

namespace fastidious::semantic {

using namespace syntax;

namespace {

// Of scopes that no definition opens.
constexpr std::uint32_t kNoDefinition = 0xFFFFFFFFu;

class Collector {
 public:
  Collector(const Tree& tree, const FileScopes& scopes, NameJoiner& joiner)
      : tree_(tree), scopes_(scopes), joiner_(joiner) {}

  Definitions run(Identifier module) {
    qualified_.resize(scopes_.scopes().size());
    out_.opened_scopes = scopes_.opened_scopes();
    out_.of_scope.resize(scopes_.scopes().size(), kNoDefinition);
    qualified_[0] = module;
    locals_ = joiner_.names().intern("<locals>");
    for (std::uint32_t i = 1; i < scopes_.scopes().size(); ++i) {
      add_scope(ScopeId{i});
    }
    for (const Attribute* attribute : scopes_.stored_attributes()) add_self_attribute(*attribute);
    for (const Expr* yield : scopes_.yields()) add_yield(*yield);
    std::stable_sort(out_.self_attributes.begin(), out_.self_attributes.end(),
                     [](const SelfAttribute& a, const SelfAttribute& b) {
                       return std::tie(a.class_scope, a.attr) < std::tie(b.class_scope, b.attr);
                     });
    return std::move(out_);
  }

 private:
  void add_scope(ScopeId id) {
    const Scope& scope = scopes_.scope(id);
    if (scope.kind == ScopeKind::Class) {
      qualified_[id.value] = joiner_.join(prefix_in(scope.parent), scope.name);
      ClassInfo info;
      info.node = static_cast<const ClassDef*>(scope.node);
      info.scope = id;
      info.qualified = qualified_[id.value];
      out_.of_scope[id.value] = static_cast<std::uint32_t>(out_.classes.size());
      out_.classes.push_back(std::move(info));
    } else if (scope.kind == ScopeKind::Function) {
      FunctionInfo info;
      info.node = static_cast<const FunctionDef*>(scope.node);
      info.scope = id;
      info.qualified = joiner_.join(prefix_in(scope.parent), scope.name);
      const bool in_class = scopes_.scope(scopes_.scope_of(*scope.node)).kind == ScopeKind::Class;
      info.flags = in_class ? kMethod : 0;
      out_.of_scope[id.value] = static_cast<std::uint32_t>(out_.functions.size());
      out_.functions.push_back(std::move(info));
    }
  }

  // The prefix of what is defined in the scope: "app.main.create.<locals>" in a function, which few
  // functions need, so that it is made for those only.
  Identifier prefix_in(ScopeId id) {
    Identifier& prefix = qualified_[id.value];
    if (prefix) return prefix;
    const Scope& scope = scopes_.scope(id);
    const Identifier around = prefix_in(scope.parent);
    prefix = scope.kind == ScopeKind::Function
                 ? joiner_.join(joiner_.join(around, scope.name), locals_)
                 : around;
    return prefix;
  }

  // The function whose code `node` is part of, not that of a lambda or comprehension in it.
  FunctionInfo* function_around(const Node& node) {
    const Scope& scope = scopes_.scope(scopes_.scope_of(node));
    return scope.kind == ScopeKind::Function ? out_.function(*scope.node) : nullptr;
  }

  void add_yield(const Expr& yield) {
    FunctionInfo* function = function_around(yield);
    if (function != nullptr) {
      function->flags |= kGenerator;
      if (function->first_yield == nullptr) {
        function->first_yield = &yield;
      }
    }
  }

  void add_self_attribute(const Attribute& attribute) {
    const auto* self = as<Name>(attribute.value);
    const FunctionInfo* function = self != nullptr ? function_around(attribute) : nullptr;
    if (function == nullptr || (function->flags & kMethod) == 0 ||
        function->node->args == nullptr || function->node->args->all.empty() ||
        function->node->args->all.front()->name != self->name) {
      return;
    }
    SelfAttribute found;
    found.class_scope = scopes_.scope_of(*function->node);
    found.attr = attribute.attr;
    found.node = &attribute;
    const Node* parent = tree_.parent(attribute);
    if (const auto* assign = as<Assign>(parent)) {
      found.value = assign->value;
    } else if (const auto* annotated = as<AnnAssign>(parent)) {
      found.annotation = annotated->annotation;
      found.value = annotated->value;
    }
    out_.self_attributes.push_back(found);
  }

  const Tree& tree_;
  const FileScopes& scopes_;
  NameJoiner& joiner_;
  Identifier locals_;
  std::vector<Identifier> qualified_;  // by scope: prefix_in(), where it is known
  Definitions out_;
};

}  // namespace

Identifier NameJoiner::join(Identifier prefix, Identifier name) {
  if (prefix.empty() || name.empty()) {
    return prefix.empty() ? name : prefix;
  }
  Entry& entry = joined_[(prefix.value * 0x9E3779B1u ^ name.value * 0x85EBCA6Bu) >> 20];
  if (entry.prefix != prefix || entry.name != name) {
    const IdentifierTable& table = names_.table();
    std::string text(table.text(prefix));
    text.append(".").append(table.text(name));
    entry = {prefix, name, names_.intern(text)};
  }
  return entry.result;
}

Definitions collect_definitions(const Tree& tree, const FileScopes& scopes, Identifier module,
                                NameJoiner& joiner) {
  return Collector(tree, scopes, joiner).run(module);
}

}  // namespace fastidious::semantic
