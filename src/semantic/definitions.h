#pragma once
// The functions, classes, and attributes set on `self` of one file, as tables that inference fills.

#include <cstdint>
#include <span>
#include <vector>

#include "base/identifier.h"
#include "semantic/fact.h"
#include "semantic/scopes.h"
#include "syntax/ast.h"
#include "syntax/tree.h"

namespace fastidious::semantic {

enum FunctionFlag : std::uint16_t {
  kGenerator = 1 << 0,
  kStaticMethod = 1 << 1,
  kClassMethod = 1 << 2,
  kProperty = 1 << 3,
  kOverload = 1 << 4,
  kAbstract = 1 << 5,
  kContextManager = 1 << 6,   // contextlib.contextmanager or asynccontextmanager
  kMethod = 1 << 7,           // its def stands directly in a class body
  kFollowsOverload = 1 << 8,  // an overload of the same name stands before it
};

struct FunctionInfo {
  const syntax::FunctionDef* node = nullptr;
  ScopeId scope;         // that it opens
  Identifier qualified;  // "app.db.Repository.save", "app.db.f.<locals>.g"
  std::uint16_t flags = 0;
  const syntax::Expr* first_yield = nullptr;  // Yield or YieldFrom
  LazyFact returns;                           // what calling it gives
};

enum ClassFlag : std::uint16_t {
  kPydanticModel = 1 << 0,
  kSettings = 1 << 1,
  kEnum = 1 << 2,
  kProtocol = 1 << 3,
  kUnknownBases = 1 << 4,
};

struct ClassInfo {
  const syntax::ClassDef* node = nullptr;
  ScopeId scope;  // that it opens
  Identifier qualified;
  std::vector<Identifier> bases;  // qualified names; an empty one is a base that is not known
  std::uint16_t flags = 0;
  LazyFact::State state = LazyFact::State::Unasked;  // of bases
};

// `self.attr = value` in a method.
struct SelfAttribute {
  ScopeId class_scope;
  Identifier attr;
  const syntax::Attribute* node = nullptr;
  const syntax::Expr* annotation = nullptr;
  const syntax::Expr* value = nullptr;
  LazyFact fact;
};

struct Definitions {
  std::vector<FunctionInfo> functions;         // by position
  std::vector<ClassInfo> classes;              // by position
  std::vector<SelfAttribute> self_attributes;  // by class, attribute, position
  // By ScopeId: which of the functions, or of the classes, opens it.
  std::vector<std::uint32_t> of_scope;
  std::span<const std::uint32_t> opened_scopes;  // FileScopes::opened_scopes()

  FunctionInfo* function(const syntax::Node& node) { return find(functions, node); }
  const FunctionInfo* function(const syntax::Node& node) const { return find(functions, node); }
  ClassInfo* class_of(const syntax::Node& node) { return find(classes, node); }
  const ClassInfo* class_of(const syntax::Node& node) const { return find(classes, node); }

 private:
  template <class Table>
  auto find(Table& table, const syntax::Node& node) const -> decltype(table.data()) {
    if (node.id.value >= opened_scopes.size()) return nullptr;  // of another file
    const std::uint32_t scope = opened_scopes[node.id.value];
    if (scope >= of_scope.size() || of_scope[scope] >= table.size()) return nullptr;
    auto& found = table[of_scope[scope]];
    return found.node == &node ? &found : nullptr;
  }
};

// Joins qualified names, remembering what it joined: one for each thread.
class NameJoiner {
 public:
  explicit NameJoiner(IdentifierCache& names) : names_(names), joined_(kEntries) {}
  // "a.b" and "c" give "a.b.c"; an empty side gives the other.
  Identifier join(Identifier prefix, Identifier name);
  IdentifierCache& names() { return names_; }

 private:
  static constexpr std::size_t kEntries = 1u << 12;
  struct Entry {
    Identifier prefix, name, result;
  };
  IdentifierCache& names_;
  std::vector<Entry> joined_;
};

// The tables of one file; inference has yet to fill the facts, bases and decorator flags.
Definitions collect_definitions(const syntax::Tree& tree, const FileScopes& scopes,
                                Identifier module, NameJoiner& joiner);

}  // namespace fastidious::semantic
