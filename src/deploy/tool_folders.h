#pragma once
// Folders of what is run to try the application, and never to serve it.

#include <array>
#include <string_view>

#include "text/one_of.h"

namespace fastidious::deploy {

// Whether the path, in lower case, is below a folder of tools that measure or stand in for
// something: loadtest/, mocks/.
inline bool is_below_tool(std::string_view path) {
  constexpr std::array<std::string_view, 15> kFolders = {
      "loadtest",   "loadtests", "load_test", "load-test",   "load_tests",
      "load-tests", "mock",      "mocks",     "benchmarks",  "benchmark",
      "e2e",        "tests",     "test",      "mock_server", "terraform"};
  for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/')) {
    if (is_one_of(path.substr(0, slash), kFolders)) return true;
    path.remove_prefix(slash + 1);
  }
  return false;
}

}  // namespace fastidious::deploy
