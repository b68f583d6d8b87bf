#pragma once
// The second half of binding: which symbol each used name refers to.

#include "semantic/scopes.h"

namespace fastidious::semantic {

// Sets Symbol::resolved, the bindings' final symbols and order, and the counts.
class SymbolResolver {
 public:
  explicit SymbolResolver(FileScopes& scopes) : scopes_(scopes) {}
  void run();

 private:
  SymbolId resolve(const Symbol& symbol, std::uint16_t& flags) const;
  void link_bindings();

  FileScopes& scopes_;
};

}  // namespace fastidious::semantic
