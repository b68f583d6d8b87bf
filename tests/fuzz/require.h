#pragma once
// What a fuzzer demands of the code under test: an invariant that does not hold ends the run.

#include <cstdio>
#include <cstdlib>

namespace fastidious::fuzz {

inline void require(bool holds, const char* invariant) {
  if (!holds) {
    std::fprintf(stderr, "broken invariant: %s\n", invariant);
    std::abort();
  }
}

}  // namespace fastidious::fuzz
