#pragma once
// How a test has to come to a guard so that the guard, and nothing before it, refuses the test.

#include <string>
#include <vector>

#include "app/dependencies/behaviour.h"
#include "app/endpoints/endpoint.h"

namespace fastidious::rules {

class GuardNeeds {
 public:
  // Whether a dependency lets only some of those in who are signed in: by a role, a scope, a right.
  bool asks_for_right(const app::Endpoint& endpoint);
  // Whether who lacks that right gets 403, and never 401, as far as is seen.
  bool forbids(const app::Endpoint& endpoint);
  // Headers that the guard's own signature asks for: without these FastAPI answers 422.
  std::vector<std::string> headers(const app::Endpoint& endpoint);

 private:
  bool checks_right(const app::Dependency& dependency);
  bool refuses(const app::Dependency& dependency);
  // Whether it takes what a dependency gives that refuses strangers.
  bool is_behind_user(const app::Dependency& dependency);

  app::Behaviours behaviours_;
};

// Whether what stands in the path decides before the guard does: a convertor, or a dependency that
// looks up what the path names.
bool needs_true_path(const app::Endpoint& endpoint);

}  // namespace fastidious::rules
