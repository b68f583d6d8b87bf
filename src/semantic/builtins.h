#pragma once
// The names every module sees without importing them.

#include <unordered_map>

#include "base/identifier.h"

namespace fastidious::semantic {

class Builtins {
 public:
  explicit Builtins(IdentifierTable& names);
  // "builtins.open" for `open`; the empty name if Python has no such builtin.
  Identifier qualified(Identifier name) const {
    const auto at = qualified_.find(name);
    return at == qualified_.end() ? Identifier{} : at->second;
  }

 private:
  std::unordered_map<Identifier, Identifier> qualified_;
};

}  // namespace fastidious::semantic
