#pragma once
// How the repository's own files run its tests.

#include <string>

#include "deploy/manifests.h"
#include "deploy/repository_files.h"

namespace fastidious::deploy {

// "make test", "just test", "uv run poe test", "tox", "nox": the target or task that runs pytest,
// those called after tests first. Empty if there is none.
std::string test_command(const Manifests& manifests, const RepositoryFiles& files);

// What one target of a makefile gives the tests, `ENV=test pytest tests`, and the one that measures
// what they run, `coverage run -m pytest`, does not.
struct GivenToTests {
  std::string target, variables;
};
// Nothing where both give some, or none does.
GivenToTests given_where_nothing_is_measured(const TextFile& makefile);

// The compose file with services that are no code of the repository, databases and caches: tests
// that need one find it there. Empty if there is none.
std::string services_of_tests(const Manifests& manifests);

}  // namespace fastidious::deploy
