#pragma once
// What a fuzzer demands of the code under test: an invariant that does not hold ends the run.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace fastidious::fuzz {

// `where` says more: a rule's code, say.
inline void require(bool holds, const char* invariant, std::string_view where = {}) {
  if (!holds) {
    std::fprintf(stderr, "broken invariant: %s %s\n", invariant, std::string(where).c_str());
    std::abort();
  }
}

}  // namespace fastidious::fuzz
