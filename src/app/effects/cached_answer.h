#pragma once
// Endpoints that a decorator of the repository answers from a cache, before they run.

#include <map>

#include "app/values/value.h"

namespace fastidious::app {

struct CachedAnswer {
  const syntax::Expr* decorator = nullptr;  // above the endpoint
  Placed given;                             // what its wrapper gives back without calling it
  explicit operator bool() const { return decorator != nullptr; }
};

class CachedAnswers {
 public:
  // Null where nothing of the kind stands above the function.
  CachedAnswer of(const Definition& handler);

 private:
  std::map<const syntax::Node*, Placed> known_;  // by decorator; looked up only
};

}  // namespace fastidious::app
