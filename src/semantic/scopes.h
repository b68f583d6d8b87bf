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
  ScopeId parent;  // none for the module
  const syntax::Node* node = nullptr;
  Identifier name;  // of the function or class; empty otherwise
};

enum class BindingKind : std::uint8_t {
  Import,         // node: Alias of an Import
  ImportFrom,     // node: Alias of an ImportFrom
  Function,       // node: FunctionDef
  Class,          // node: ClassDef
  Parameter,      // node: Arg
  Assignment,     // node: Name; value: the assigned expression where one name takes all of it
  Annotation,     // node: Name of an AnnAssign; value may be null
  Augmented,      // node: Name of an AugAssign
  Loop,           // node: Name in a for target
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
  ScopeId scope;    // the scope that the name belongs to (after global and nonlocal)
  SymbolId symbol;
  const syntax::Node* node = nullptr;
  const syntax::Expr* value = nullptr;
  BindingId previous;  // the binding of the same symbol before this one in the text
};

// One name in one scope. Flags as in CPython's symtable.
struct Symbol {
  Identifier name;
  ScopeId scope;
  BindingId last_binding;  // walk `previous` for the earlier ones
  std::uint32_t binding_count = 0;  // deletions and declarations not counted
  std::uint32_t reference_count = 0;  // loads that resolve to this symbol, from any scope
  std::uint16_t flags = 0;
};

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
  // The scope that `node` opens: a FunctionDef, ClassDef, Lambda, comprehension or Module.
  ScopeId scope_opened_by(const syntax::Node& node) const;
  // The symbol that a Name refers to; none if it is a builtin, comes from a star import, or is unknown.
  SymbolId symbol_of(const syntax::Name& name) const;
  // `name` in exactly this scope; none if it is not there.
  SymbolId lookup_here(ScopeId scope, Identifier name) const;
  // `name` as code in `scope` sees it (class scopes are not seen from inside functions).
  SymbolId lookup(ScopeId scope, Identifier name) const;

  // Filled by bind_names().
  std::vector<Scope> scopes_;
  std::vector<Symbol> symbols_;
  std::vector<Binding> bindings_;
  // implementation tables follow: see bind_names.cpp
};

}  // namespace fastidious::semantic
