#pragma once
// Scopes, symbols and bindings of one file, by the rules of the Python reference (section 4.2,
// https://docs.python.org/3/reference/executionmodel.html#naming-and-binding) as CPython's symtable
// implements them.

#include <cstdint>
#include <span>
#include <vector>

#include "base/id.h"
#include "base/identifier.h"
#include "syntax/ast.h"
#include "syntax/tree.h"

namespace fastidious::semantic {

using ScopeId = Id<struct ScopeTag>;
using SymbolId = Id<struct SymbolTag>;
using BindingId = Id<struct BindingTag>;

enum class ScopeKind : std::uint8_t {
  Module,
  Class,
  Function,
  Lambda,
  Comprehension,   // list, set, dict comprehensions and generator expressions
  TypeParameters,  // PEP 695: around a generic function, class or type alias
  TypeVarBound,    // PEP 695/696: a bound or default, evaluated lazily
  TypeAlias,       // the value of a `type X = …`
};

struct Scope {
  ScopeKind kind = ScopeKind::Module;
  bool in_deferred_annotation = false;  // opened inside an annotation that is never evaluated
  ScopeId parent;                       // none for the module
  // What opens it: Module, FunctionDef, ClassDef, Lambda, a comprehension, TypeParam (its bound or
  // default), TypeAlias. A TypeParameters scope has the node of the definition it belongs to.
  const syntax::Node* node = nullptr;
  Identifier name;           // of the function, class, type parameter or alias; empty otherwise
  Identifier private_class;  // the class whose name mangles `__x` in here; empty if there is none
};

// Whether names bound in such a scope are seen from the functions inside it.
constexpr bool is_function_like(ScopeKind kind) {
  return kind != ScopeKind::Module && kind != ScopeKind::Class;
}

enum class BindingKind : std::uint8_t {
  Import,      // node: Alias of an Import
  ImportFrom,  // node: Alias of an ImportFrom
  Function,    // node: FunctionDef
  Class,       // node: ClassDef
  Parameter,   // node: Arg
  Assignment,  // node: Name; value: the assigned expression where one name takes all of it
  Annotation,  // node: Name of an AnnAssign; value may be null
  Augmented,   // node: Name of an AugAssign
  Loop,        // node: Name in a for target
  ComprehensionTarget,
  WithTarget,     // value: the context expression
  ExceptName,     // node: ExceptHandler
  Walrus,         // node: Name; value: the expression
  MatchCapture,   // node: a pattern
  TypeParameter,  // node: TypeParam
  TypeAlias,      // node: Name of a TypeAlias
  Unpacking,      // node: Name inside a tuple or list target
  Deletion,       // node: Name in a del
  Global,         // a global or nonlocal declaration; node: NameList
};

struct Binding {
  Identifier name;
  BindingKind kind = BindingKind::Assignment;
  ScopeId scope;  // the scope that the name belongs to (after global and nonlocal)
  SymbolId symbol;
  const syntax::Node* node = nullptr;
  const syntax::Expr* value = nullptr;
  BindingId previous;  // the binding of the same symbol before this one in the text
};

// What a scope's text does with a name. The first eleven are CPython's
// (Include/internal/pycore_symtable.h).
enum SymbolFlag : std::uint16_t {
  kDeclaredGlobal = 1 << 0,
  kLocal = 1 << 1,  // assigned in one way or another
  kParameter = 1 << 2,
  kDeclaredNonlocal = 1 << 3,
  kUsed = 1 << 4,
  kImported = 1 << 7,
  kAnnotated = 1 << 8,
  kTypeParameter = 1 << 10,
  kUsedInDeferredAnnotation = 1 << 11,  // under `from __future__ import annotations`
  kUsedInQuotedAnnotation = 1 << 12,    // as text inside a quoted annotation
  kCell = 1 << 13,                      // used by a function inside the function that binds it
  kClassCell = 1 << 14,                 // `__class__` of the class around the method
  kMeansSeveral = 1 << 15,              // what it refers to has more than one binding
  kBound = kLocal | kParameter | kImported | kTypeParameter,
};

// One name in one scope. A name that a scope only uses has a symbol there too, without bindings;
// `resolved` leads from it to the symbol that is meant.
struct Symbol {
  Identifier name;  // mangled, if it is a private name of a class
  ScopeId scope;
  BindingId last_binding;  // walk `previous` for the earlier ones
  SymbolId resolved;       // the symbol that uses in this scope refer to: itself where it is bound
  std::uint32_t binding_count = 0;    // deletions and declarations not counted
  std::uint32_t reference_count = 0;  // loads that resolve to this symbol, from any scope
  std::uint16_t flags = 0;            // SymbolFlag
};

// Built by bind_names() (semantic/bind_names.h), never changed afterwards.
class FileScopes {
 public:
  std::span<const Scope> scopes() const { return scopes_; }
  std::span<const Symbol> symbols() const { return symbols_; }
  std::span<const Binding> bindings() const { return bindings_; }
  const Scope& scope(ScopeId id) const { return scopes_[id.value]; }
  const Symbol& symbol(SymbolId id) const { return symbols_[id.value]; }
  const Binding& binding(BindingId id) const { return bindings_[id.value]; }

  // The scope in which `node` is evaluated (a FunctionDef's is the one around it).
  ScopeId scope_of(const syntax::Node& node) const;
  // The scope that `node` opens: a FunctionDef, ClassDef, Lambda, comprehension or Module; none for
  // other nodes.
  // Nodes of other files open none here.
  ScopeId scope_opened_by(const syntax::Node& node) const {
    if (node.id.value >= meant_by_node_.size()) return {};
    const std::uint32_t opened = meant_by_node_[node.id.value];
    const bool opens = opened < scopes_.size() && scopes_[opened].node == &node;
    return opens ? ScopeId{opened} : ScopeId{};
  }
  // The symbol that a Name refers to; none if it is a builtin, comes from a star import, or is
  // unknown.
  SymbolId symbol_of(const syntax::Name& name) const;
  // What a name used in a class body means where no statement before it gives it a value there:
  // in `date: date` the second is the one outside. None for all other uses.
  SymbolId meant_outside_class(const syntax::Name& name) const;
  // The entry for the name in the scope that uses it; its `resolved` is what symbol_of() gives.
  SymbolId used_symbol(const syntax::Name& name) const {
    return SymbolId{meant_by_node_[name.id.value]};
  }
  // What symbol_of() gives, of the Name with this id; where that is none, used_symbol().
  SymbolId meant_symbol(syntax::NodeId name) const {
    const SymbolId used{meant_by_node_[name.value]};
    if (!used.valid()) return used;
    const SymbolId meant = symbols_[used.value].resolved;
    return meant.valid() ? meant : used;
  }
  // `name` in exactly this scope, bound or only used; none if it is not there. Private names of
  // classes are looked up in their mangled form.
  SymbolId lookup_here(ScopeId scope, Identifier name) const;
  // `name` as code in `scope` sees it (class scopes are not seen from inside functions); none if
  // nothing in the file binds it.
  SymbolId lookup(ScopeId scope, Identifier name) const;
  // The `*` aliases of `from x import *`, in order.
  std::span<const syntax::Alias* const> star_imports() const { return star_imports_; }
  // Attributes that are assigned to, and yields, in order: what says more about a definition than
  // its head does.
  std::span<const syntax::Attribute* const> stored_attributes() const { return stored_attributes_; }
  std::span<const syntax::Expr* const> yields() const { return yields_; }
  // By NodeId: of what opens a scope that scope; of Names something else.
  std::span<const std::uint32_t> opened_scopes() const { return meant_by_node_; }
  // Whether `from __future__ import annotations` holds.
  bool has_deferred_annotations() const { return deferred_annotations_; }

 private:
  friend class NameBinder;
  friend class SymbolResolver;
  SymbolId find_bound(ScopeId from, Identifier name, bool& is_class_cell) const;
  std::size_t slot_for(ScopeId scope, Identifier name) const;

  std::vector<Scope> scopes_;
  std::vector<Symbol> symbols_;
  std::vector<Binding> bindings_;
  // A run of nodes in preorder that lie in one scope; it ends where the next begins.
  struct ScopeRun {
    std::uint32_t first_node = 0;
    ScopeId scope;
  };
  std::vector<ScopeRun> scope_runs_;         // by node
  // By NodeId: of Names the symbol, of what opens a scope that scope. It is in the tree's arena.
  std::span<std::uint32_t> meant_by_node_;
  std::vector<std::uint32_t> slots_;         // hash table over symbols_: index + 1, 0 is free
  std::vector<const syntax::Alias*> star_imports_;
  std::vector<const syntax::Attribute*> stored_attributes_;
  std::vector<const syntax::Expr*> yields_;
  bool deferred_annotations_ = false;
};

}  // namespace fastidious::semantic
