#pragma once
// What the user configured: [tool.fastidious] of pyproject.toml, or fastidious.toml.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "findings/finding.h"
#include "repo/roles.h"
#include "text/file_system.h"
#include "text/glob.h"

namespace fastidious::repo {

// Something in a configuration file that cannot be meant.
struct ConfigError {
  std::string file;
  std::uint32_t line = 0;  // from 1; 0: the file as a whole
  std::string key;         // dotted, "tool.fastidious.select"; empty for a syntax error
  std::string message;     // what is wrong, and the way out
};

// "pyproject.toml:12: tool.fastidious.selct: unknown key; did you mean 'select'?"
std::string describe(const ConfigError& error);

// The word for a rule, several rules or an option of one, and where it stands: whether there is
// such a rule is for those to say who know the rules.
struct RuleMention {
  std::string selector;  // a code, the start of codes, a family or a rule's name
  std::string option;    // of [rules.CODE]; else empty
  std::string key;
  std::uint32_t line = 0;
};

// Rules switched on and off for the files that match one pattern.
struct PathOverride {
  std::string pattern;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
};

// One option of one rule: a whole number, true (1) or false (0), or a list of words.
struct RuleOption {
  enum class Type : std::uint8_t { Number, Flag, Names } type = Type::Number;
  std::string key;
  std::int64_t number = 0;
  std::vector<std::string> names;
};

// --fail-on: from what on the exit code is 1. Critical means certain ones; Review also those that
// are critical and uncertain.
enum class FailOn : std::uint8_t { Suggestion, Warning, Review, Critical, Never };
std::optional<FailOn> parse_fail_on(std::string_view word);

struct Config {
  std::string file;  // where it was read, relative to the root; empty if there is none
  std::vector<std::string> select;  // empty: every rule
  std::vector<std::string> ignore;
  std::map<std::string, findings::Severity> severity;           // by selector
  std::vector<PathOverride> overrides;                          // in their order
  std::map<std::string, std::vector<RuleOption>> rule_options;  // by code
  std::optional<FailOn> fail_on;
  std::string baseline;  // relative to the root; empty: none
  std::string advisories;  // the same: a file or folder in the format of OSV
  bool owners = true;    // next actions name who is to take them
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  RoleOverrides roles;
  std::vector<std::string> public_routes;  // "/health" or "GET /items/{id}": open to everybody
  std::vector<std::string> guards;  // auth.dependencies: "app.deps.current_user" refuses strangers
  // How data flows through functions that the program does not know, one fact each, in the form of
  // knowledge/flow_facts.h, with its line.
  std::vector<std::pair<std::string, std::uint32_t>> flow;
  // The oldest minor of Python 3 that the code has to run on, 11 for "3.11"; else requires-python
  // says it.
  std::optional<int> target_python;
  std::vector<RuleMention> mentions;  // all selectors and options above
};

using ConfigErrors = std::vector<ConfigError>;  // never empty where it is an error

// Reads `text`. In a file called pyproject.toml only the table [tool.fastidious] is looked at, and
// where it has none the result is the default; in others the whole file is.
Result<Config, ConfigErrors> parse_config(std::string_view text, std::string_view file);

// The configuration at the root: fastidious.toml, else pyproject.toml, else the default.
Result<Config, ConfigErrors> load_config(const FileSystem& files);

}  // namespace fastidious::repo
