#pragma once
// Where the fixtures of rules show a rule failing, and where they show it passing.

#include <string>
#include <string_view>

namespace fastidious::specification {

// A file below the root of the project, and what in it is meant: a definition, or a file of the
// project that the fixture describes. Empty `file`: there is none.
struct FixturePlace {
  std::string file;
  std::string what;
};

// Code for which a fixture of the rule expects a finding.
FixturePlace failing_place(std::string_view rule);
// Code without any finding: lines without an expectation are assertions, too.
FixturePlace passing_place(std::string_view rule);

}  // namespace fastidious::specification
