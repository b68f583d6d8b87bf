#pragma once
// Which rules run on which file, and with what settings: the configuration's say about rules.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "findings/finding.h"
#include "project/source_file.h"
#include "rules/rule.h"

namespace fastidious::rules {

// The value a user gave for an option of a rule.
struct OptionValue {
  std::string key;
  std::int64_t number = 0;
  std::vector<std::string> names;
};

// What a user says about one rule.
struct RuleSettings {
  std::optional<findings::Severity> severity;
  std::vector<OptionValue> options;
};

// A rule as this run applies it. `index` is its place among the run's active rules.
struct ActiveRule {
  const Rule* rule = nullptr;
  std::size_t index = 0;
  RuleSettings settings;

  findings::Severity severity() const { return settings.severity.value_or(rule->severity); }
  // The value of an option the rule declares; throws std::logic_error if it declares none so named.
  std::int64_t option(std::string_view key) const;
  std::span<const std::string> option_names(std::string_view key) const;
};

// Rules switched on and off: codes ("SEC020"), the start of codes ("SEC", "SEC0"), families
// ("security"), rules' names ("sql-from-request") or "all". An empty `select` means all. The
// longest match decides, and `ignore` wins between equals.
struct Choice {
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  bool allows(const Rule& rule) const;
};

// Whether `pattern` means `rule`: 0 if not, else the more the narrower the pattern is.
int match_strength(std::string_view pattern, const Rule& rule);

// Whether a rule that is for `where` looks at files of this role.
bool concerns(Where where, project::Role role);

// The rules of `rules` that `choice` allows, with their settings (by code).
std::vector<ActiveRule> activate(std::span<const Rule* const> rules, const Choice& choice,
                                 const std::map<std::string, RuleSettings, std::less<>>& settings);

}  // namespace fastidious::rules
