#pragma once
// Rules of makefiles: which targets there are, what comes before each, and its recipe
// (POSIX.1-2017, make). Nothing is expanded; parsing never fails.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fastidious::deploy {

struct MakeRule {
  std::vector<std::string_view> targets, prerequisites;
  std::string recipe;  // a shell script: its lines without tabs and the prefixes @, - and +
};

inline constexpr std::size_t kMaxMakefileBytes = 512u << 10;  // a larger one has no rules
inline constexpr std::size_t kMaxMakeRules = 5'000;           // those behind are left out

// In the order of the text, of which the names are views. Assignments and targets that begin with a
// dot (`.PHONY`) are left out.
std::vector<MakeRule> parse_makefile(std::string_view text);

}  // namespace fastidious::deploy
