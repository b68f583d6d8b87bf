#pragma once
// The walk behind bind_names(); nobody else needs it.

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/identifier.h"
#include "semantic/scopes.h"
#include "syntax/ast.h"
#include "syntax/tree.h"

namespace fastidious::semantic {

// Walks the nodes in preorder. Which scope a node belongs to is a matter of id ranges: a node that
// opens a scope lists the ranges of its subtree that lie in it (or, like a comprehension's first
// iterable, outside it), and the walk enters and leaves them as it passes their ends.
class NameBinder {
 public:
  NameBinder(const syntax::Tree& tree, IdentifierCache& names) : tree_(tree), names_(names) {}
  FileScopes run();

 private:
  struct Region {
    std::uint32_t begin = 0;
    std::uint32_t last = 0;
    ScopeId scope;
    bool annotation = false;
  };
  struct Role {
    BindingKind kind = BindingKind::Assignment;
    const syntax::Expr* value = nullptr;
    bool declares_only = false;  // `(x): int`, which binds nothing
  };
  struct Mangled {
    Identifier name, cls, result;
  };

  void reserve();
  void change_regions(std::uint32_t id);
  void set_next_change();
  void enter_later(const syntax::Node* first, const syntax::Node* last, ScopeId scope,
                   bool annotation = false);
  void enter_later(const syntax::Node* node, ScopeId scope, bool annotation = false) {
    enter_later(node, node, scope, annotation);
  }
  ScopeId open(ScopeKind kind, const syntax::Node& node, Identifier name, Identifier private_class);
  Identifier mangled(Identifier name);

  SymbolId symbol(ScopeId scope, Identifier name);
  SymbolId declare(Identifier name, std::uint16_t flags) { return declare(scope_, name, flags); }
  SymbolId declare(ScopeId scope, Identifier name, std::uint16_t flags);
  void bind(Identifier name, std::uint16_t flags, BindingKind kind, const syntax::Node& node,
            const syntax::Expr* value = nullptr);

  void visit(const syntax::Node& node);
  void visit_capture(const syntax::Node& node);
  void visit_name(const syntax::Name& name);
  void use(const syntax::Name& name);
  void store(const syntax::Name& name);
  void store_walrus(const syntax::Name& name);
  Role role_of(const syntax::Name& name);
  void visit_function(const syntax::FunctionDef& function);
  void visit_parameters(const syntax::Arguments& args, ScopeId scope);
  void enter_parameters_later(const syntax::Arguments& args, ScopeId outer, ScopeId around);
  void visit_lambda(const syntax::Lambda& lambda);
  void visit_class(const syntax::ClassDef& cls);
  void visit_comprehension(const syntax::Node& node,
                           const syntax::List<syntax::Comprehension*>& generators);
  void visit_type_param(const syntax::TypeParam& param);
  void visit_type_alias(const syntax::TypeAlias& alias);
  ScopeId open_type_parameters(const syntax::Node& node, Identifier name, bool wanted);
  void visit_alias(const syntax::Alias& alias);
  void visit_declaration(const syntax::NameList& list);
  void visit_quoted_annotation(const syntax::Constant& text);

  const syntax::Tree& tree_;
  IdentifierCache& names_;
  FileScopes out_;
  std::vector<Region> active_;
  std::vector<Region> pending_;  // the next one is last
  std::uint32_t next_change_ = 0;
  ScopeId scope_;
  bool in_annotation_ = false;
  const syntax::Node* last_target_parent_ = nullptr;
  Role last_role_;
  std::array<Mangled, 256> mangled_{};
};

}  // namespace fastidious::semantic
