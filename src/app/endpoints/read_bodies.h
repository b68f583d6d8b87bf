#pragma once
// Bodies that functions take from the `Request` themselves.

#include <map>

#include "app/application.h"

namespace fastidious::app {

// Remembers what it has looked at: endpoints share their dependencies.
class ReadBodies {
 public:
  // Whether the endpoint, or a dependency of it, calls `json()`, `body()`, `form()` or `stream()`
  // of its own parameter of type `Request`.
  bool any_in(const Dependency& dependant);

 private:
  std::map<const syntax::Node*, bool> known_;
};

}  // namespace fastidious::app
